package org.deltaw.kernel.minimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.SimulatedChoices;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.penalty.L1Penalty;
import org.deltaw.plugin.penalty.L2Penalty;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.spi.optimizer.OptimizerState;
import org.deltaw.spi.optimizer.Query;
import org.deltaw.spi.optimizer.Request;
import org.deltaw.spi.optimizer.Search;
import org.deltaw.spi.optimizer.SearchProblem;
import org.deltaw.spi.optimizer.Trait;
import org.deltaw.spi.optimizer.Wanted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinimizationTest {
    private static final Dataset FLIES = new SimulatedChoices(1, -0.1, 3, 20).record(new Seed(1));
    private static final double[] AT = {0.25, -0.5};

    /** Asks and says what a test wants, in this order, and remembers what it was told. */
    private static final class Scripted implements Optimizer<NoSettings>, Search {
        private final Iterator<Request> script;
        private final Wanted most;
        private final List<Answer> told = new ArrayList<>();
        private Optional<SearchProblem> problem = Optional.empty();
        private double[] point = AT;
        private String refusal = "";

        Scripted(Wanted most, Request... script) {
            this.most = most;
            this.script = List.of(script).iterator();
        }

        @Override
        public ExtensionId id() {
            return new ExtensionId("scripted");
        }

        @Override
        public String description() {
            return "asks what a test wants";
        }

        @Override
        public Class<NoSettings> settingsType() {
            return NoSettings.class;
        }

        @Override
        public Wanted most(NoSettings settings) {
            return most;
        }

        @Override
        public Set<Trait> traits(NoSettings settings) {
            return Set.of();
        }

        @Override
        public Search begin(NoSettings settings, SearchProblem given, double[] start) {
            if (!refusal.isEmpty()) {
                throw new InvalidSpecException(refusal);
            }
            problem = Optional.of(given);
            return this;
        }

        @Override
        public Search resume(NoSettings settings, SearchProblem given, double[] from, OptimizerState state) {
            return this;
        }

        @Override
        public Request ask() {
            return script.next();
        }

        @Override
        public void tell(List<Answer> answers) {
            told.addAll(answers);
        }

        @Override
        public double[] point() {
            return point.clone();
        }

        @Override
        public OptimizerState state() {
            return new OptimizerState(1, Map.of());
        }
    }

    private static FitBuilder fit() {
        return FitBuilder.of(new FeedforwardNetwork(), SimulatedChoices.network())
                .rule("", new TaylorRule(), Rules.terms("x*r", "w"), new ParameterChoices(Map.of(), List.of(), List.of(),
                        Map.of("w", List.of(-1.0, 1.0))))
                .loss(new ChoiceCrossEntropy(), 1).trajectoriesAlike();
    }

    private static <T> T with(FitBuilder fit, Function<Problem, T> work) {
        try (OpenFit opened = fit.open(FLIES)) {
            return work.apply(opened.problems().getFirst());
        }
    }

    private static FitResult train(Scripted optimizer) {
        return train(fit(), optimizer);
    }

    private static FitResult train(FitBuilder fit, Scripted optimizer) {
        return with(fit.optimizer(optimizer, 3), problem -> problem.train(Optional.empty(), FitListener.SILENT));
    }

    @Test
    void answersAreInTheOrderOfTheQueriesAndHoldWhatWasWanted() {
        double[] other = {0, 0.5};
        Scripted optimizer = new Scripted(Wanted.SECOND_ORDER, new Request.Evaluate(List.of(
                Query.ofAll(AT, Wanted.VALUE), Query.ofAll(other, Wanted.GRADIENT), Query.of(1, AT, Wanted.GRADIENT),
                Query.ofAll(AT, Wanted.SECOND_ORDER))), new Request.Ended("done", "that was all"));
        FitResult result = train(fit().loss(new L2Penalty(), 0.5), optimizer);
        assertEquals(new Outcome.Converged(0, "done", "that was all"), result.outcome());
        with(fit().loss(new L2Penalty(), 0.5), problem -> {
            double penalty = 0.5 * (AT[0] * AT[0] + AT[1] * AT[1]);
            assertEquals(problem.gradient(AT).loss(), optimizer.told.get(0).value(), 1e-15);
            assertEquals(0, optimizer.told.get(0).gradient().length);
            assertArrayEquals(problem.gradient(other).values(), optimizer.told.get(1).gradient(), 1e-15);
            assertEquals(0, optimizer.told.get(1).matrix().length);
            assertEquals(problem.evaluations(AT).get(1).loss() + penalty, optimizer.told.get(2).value(), 1e-15);
            assertArrayEquals(problem.curvature(AT).matrix(), optimizer.told.get(3).matrix(), 1e-15);
            return true;
        });
    }

    @Test
    void absoluteValuesAreInTheProblemAndNotInTheAnswers() {
        Scripted optimizer = new Scripted(Wanted.GRADIENT, Request.Evaluate.of(Query.ofAll(AT, Wanted.GRADIENT)),
                new Request.Ended("done", "that was all"));
        train(fit().loss(new L1Penalty(), 0.25), optimizer);
        SearchProblem problem = optimizer.problem.orElseThrow();
        assertEquals(FLIES.trajectories().size(), problem.trajectories());
        assertArrayEquals(new double[] {0.25, 0.25}, problem.boundsAndL1().l1());
        assertArrayEquals(new double[] {Double.NEGATIVE_INFINITY, -1}, problem.boundsAndL1().lower());
        assertArrayEquals(new double[] {Double.POSITIVE_INFINITY, 1}, problem.boundsAndL1().upper());
        assertEquals(Math.ulp(1.0), problem.resolution());
        with(fit(), plain -> {
            assertEquals(plain.gradient(AT).loss(), optimizer.told.getFirst().value(), 1e-15);
            assertArrayEquals(plain.gradient(AT).values(), optimizer.told.getFirst().gradient(), 1e-15);
            return true;
        });
    }

    @Test
    void iterationsAreEpochsUpToTheLastOne() {
        Scripted optimizer = new Scripted(Wanted.VALUE, new Request.IterationDone(3), new Request.IterationDone(2),
                new Request.IterationDone(1), new Request.IterationDone(0));
        FitResult result = train(optimizer);
        assertEquals(new Outcome.Finished(), result.outcome());
        assertEquals(List.of(3.0, 2.0, 1.0), result.best().history().stream().map(Epoch::loss).toList());
        assertArrayEquals(AT, result.best().parameters());
        assertEquals(new ExtensionId("scripted"), result.best().search().optimizer());
        assertEquals(new OptimizerState(1, Map.of()), result.best().search().state());
    }

    @Test
    void divergenceIsLocatedWhereItWasFound() {
        FitResult result = train(new Scripted(Wanted.GRADIENT, new Request.Diverged(AT, OptionalInt.of(1))));
        String second = FLIES.trajectories().get(1).id();
        assertEquals(new Outcome.Diverged(1, second, -1, "gradient"), result.outcome());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "none      | ask() wants values at no point, expected at least one query.",
        "longer    | ask() gave a point of 3 numbers, expected 2.",
        "outside   | ask() wants values at a point outside of the bounds, expected one within them.",
        "more      | ask() wants SECOND_ORDER, but most() says that it never wants more than GRADIENT.",
        "unknown   | ask() names trajectory 2, expected one from 0 to 1.",
        "lost      | ask() names trajectory -1, expected one from 0 to 1.",
        "diverged  | ask() gave a point of 1 numbers, expected 2."})
    void whatAnOptimizerAsksAgainstItsContractIsItsAuthorsFault(String fault, String message) {
        Request request = switch (fault) {
            case "none" -> new Request.Evaluate(List.of());
            case "longer" -> Request.Evaluate.of(Query.ofAll(new double[3], Wanted.VALUE));
            case "outside" -> Request.Evaluate.of(Query.ofAll(new double[] {0, 1.5}, Wanted.VALUE));
            case "more" -> Request.Evaluate.of(Query.ofAll(AT, Wanted.SECOND_ORDER));
            case "unknown" -> Request.Evaluate.of(Query.of(2, AT, Wanted.VALUE));
            case "lost" -> new Request.Diverged(AT, OptionalInt.of(-1));
            default -> new Request.Diverged(new double[1], OptionalInt.empty());
        };
        assertBroken(message, new Scripted(Wanted.GRADIENT, request));
    }

    private static void assertBroken(String message, Scripted optimizer) {
        assertEquals("Extension 'scripted': " + message,
                assertThrows(BrokenExtensionException.class, () -> train(optimizer)).getMessage());
    }

    @Test
    void aPointAgainstTheContractIsTheAuthorsFaultToo() {
        Scripted outside = new Scripted(Wanted.VALUE, new Request.IterationDone(1));
        outside.point = new double[] {0, -2};
        assertBroken("point() is outside of the bounds, expected to be within them.", outside);
        Scripted shorter = new Scripted(Wanted.VALUE, new Request.IterationDone(1));
        shorter.point = new double[1];
        assertBroken("point() gave a point of 1 numbers, expected 2.", shorter);
    }

    @Test
    void whatAnOptimizerThrowsIsItsAuthorsFault() {
        assertThrows(BrokenExtensionException.class, () -> train(new Scripted(Wanted.VALUE)));
    }

    @Test
    void whatAnOptimizerRefusesIsTheUsersFaultAndNamesTheKey() {
        Scripted refusing = new Scripted(Wanted.VALUE, new Request.Ended("done", "that was all"));
        refusing.refusal = "It takes bounds on every parameter.";
        InvalidSpecException refused = assertThrows(InvalidSpecException.class, () -> train(refusing));
        assertEquals("training.optimizer", refused.key());
        assertEquals("It takes bounds on every parameter.", refused.getMessage());
    }
}
