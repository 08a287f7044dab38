package org.deltaw.kernel.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.optima.Optimum;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.SimulatedChoices;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.jvm.JvmBackend;
import org.deltaw.plugin.mlp.MlpRule;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.plugin.taylor.TaylorSettings;
import org.deltaw.spi.Seed;
import org.deltaw.spi.Warning;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.junit.jupiter.api.Test;

/** Training that is begun as often as is worth while. */
class AutomaticStartsTest {
    /** Of an experiment whose fit from 0 ends in a minimum that is worse than the truth. */
    private static final long TRAP = 1077;
    private static final Dataset TRAPPING = new SimulatedChoices(1, -0.1, 200).record(new Seed(TRAP));
    private static final Dataset FLIES = new SimulatedChoices(1, -0.1, 60, 60, 60).record(new Seed(3));

    private static FitBuilder builder() {
        return FitBuilder.of(new FeedforwardNetwork(), SimulatedChoices.network()).backend(new JvmBackend(), Precision.F64)
                .loss(new ChoiceCrossEntropy(), 1).gaussNewton(100).automaticStarts();
    }

    private static FitBuilder taylor(double scale, ParameterChoices choices) {
        return builder().rule("", new TaylorRule(), TaylorSettings.listing(scale, "x*r", "w", "x"), choices);
    }

    private static FitBuilder taylor() {
        return taylor(0, ParameterChoices.NONE);
    }

    /** Keeps where training stood before it began. */
    private static List<double[]> points(Problem problem) {
        FitListener stopping = new FitListener() {
            @Override
            public boolean stopRequested() {
                return true;
            }
        };
        return problem.train(Optional.empty(), stopping).starts().checkpoint().starts().stream()
                .map(Checkpoint.Start::parameters).toList();
    }

    private static List<double[]> points(FitBuilder fit, Dataset data) {
        try (OpenFit opened = fit.open(data)) {
            return points(opened.problems().getFirst());
        }
    }

    private static List<FitResult> train(FitBuilder fit, Dataset data) {
        try (OpenFit opened = fit.open(data)) {
            return opened.problems().stream().map(problem -> problem.train(Optional.empty(), FitListener.SILENT)).toList();
        }
    }

    private static double spread(List<double[]> points, int index) {
        return points.stream().mapToDouble(point -> Math.abs(point[index])).max().orElseThrow();
    }

    @Test
    void aSmallProblemHasManyAndALargeOneOne() {
        assertEquals(32, points(taylor(), FLIES).size());
        Dataset many = new SimulatedChoices(1, -0.1, 30_000, 30_000).record(new Seed(3));
        try (OpenFit opened = taylor().open(many)) {
            int some = opened.problems().getFirst().starts();
            assertTrue(some > 1 && some < 32, "there are " + some);
        }
        Dataset huge = new SimulatedChoices(1, -0.1, 300_000, 300_000).record(new Seed(3));
        try (OpenFit opened = taylor().open(huge)) {
            assertEquals(1, opened.problems().getFirst().starts());
        }
    }

    @Test
    void anOptimizerWithoutSecondDerivativesHasOne() {
        FitBuilder mlp = FitBuilder.of(new FeedforwardNetwork(), SimulatedChoices.network()).backend(new JvmBackend(), Precision.F64)
                .loss(new ChoiceCrossEntropy(), 1).rule(new MlpRule(), Rules.mlp(3)).adam(0.01, 2).automaticStarts();
        assertEquals(1, points(mlp, FLIES).size());
        assertEquals(1, points(mlp.automatic(), FLIES).size());
        assertTrue(train(mlp.starts(2), FLIES).getFirst().starts().optima().listed().isEmpty());
    }

    @Test
    void startsAreWhereTheSpecSaysAtZeroAndAtRandom() {
        List<double[]> points = points(taylor(0, new ParameterChoices(Map.of("w", -0.2), List.of(), List.of(), Map.of())), FLIES);
        assertArrayEquals(new double[] {0, -0.2, 0}, points.get(0));
        assertArrayEquals(new double[] {0, 0, 0}, points.get(1));
        assertEquals(32, points.stream().map(Arrays::toString).distinct().count());
        assertTrue(spread(points, 0) > 0.3 && spread(points, 0) < 10, "up to " + spread(points, 0));
        long near = points.stream().skip(2).filter(point -> Math.abs(point[1] + 0.2) < 0.03).count();
        assertTrue(near >= 5 && near <= 20, near + " of 30 are near");
    }

    @Test
    void startsOfFewAreAmongThoseOfMany() {
        List<double[]> few = points(taylor().starts(3), FLIES);
        List<double[]> many = points(taylor().starts(5), FLIES);
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(few.get(i), many.get(i));
        }
        assertEquals(5, many.stream().map(Arrays::toString).distinct().count());
    }

    @Test
    void boundsAreRespectedAndFilled() {
        List<double[]> points = points(taylor(0, new ParameterChoices(Map.of(), List.of(), List.of(),
                Map.of("w", List.of(-0.5, -0.1), "x", List.of(0.0, Double.POSITIVE_INFINITY)))), FLIES);
        assertEquals(32, points.size());
        assertTrue(points.stream().allMatch(point -> -0.5 <= point[1] && point[1] <= -0.1 && point[2] >= 0));
        assertTrue(points.stream().anyMatch(point -> point[1] < -0.4), "none is near the lower bound");
        assertTrue(points.stream().filter(point -> point[2] > 0).count() > 20, "few leave the bound");
    }

    @Test
    void aSensitiveCoefficientStartsNearer() {
        List<double[]> plain = points(taylor(), FLIES);
        Dataset scaled = Recordings.of(FLIES.trajectories().stream().map(AutomaticStartsTest::withLargeRewards)
                .toArray(Trajectory[]::new));
        List<double[]> sensitive = points(taylor(), scaled);
        double[] sizes = plain.stream().skip(1).mapToDouble(point -> Math.abs(point[0])).sorted().toArray();
        double[] smaller = sensitive.stream().skip(1).mapToDouble(point -> Math.abs(point[0])).sorted().toArray();
        assertTrue(smaller[5] < sizes[5] / 10, smaller[5] + " in place of " + sizes[5]);
    }

    private static Trajectory withLargeRewards(Trajectory fly) {
        Map<Channel, double[]> columns = new LinkedHashMap<>(fly.columns());
        columns.computeIfPresent(Recordings.REWARD,
                (_, rewards) -> Arrays.stream(rewards).map(reward -> 1e5 * reward).toArray());
        return Trajectory.builder(fly.id(), fly.steps()).subject(fly.subject()).columns(columns)
                .initialStates(fly.initialStates()).build();
    }

    @Test
    void theMinimumThatIsWorseThanTheTruthIsLeftAndBothAreListed() {
        FitResult one = train(taylor().starts(1), TRAPPING).getFirst();
        FitResult result = train(taylor(), TRAPPING).getFirst();
        List<Optimum> optima = result.starts().optima().listed();
        assertTrue(result.metrics().total().loss() < one.metrics().total().loss() - 1e-3);
        assertTrue(optima.size() >= 2, () -> "" + optima);
        assertEquals(result.best().parameters()[1], optima.getFirst().parameters().get("rule.w"));
        double trap = one.best().parameters()[1];
        assertTrue(optima.stream().anyMatch(each -> Math.abs(each.parameters().get("rule.w") - trap) < 1e-4), () -> "" + optima);
        assertEquals(result.starts().losses().size(),
                optima.stream().mapToInt(Optimum::starts).sum() + result.starts().optima().leftOut());
        assertEquals(-200 * result.metrics().total().loss(), optima.getFirst().logLikelihood().orElseThrow(), 1e-9);
    }

    @Test
    void whereASecondOptimumCarriesWeightNothingIsStatedOfTheFirst() {
        FitResult result = train(taylor().uncertainty(), new SimulatedChoices(1, -0.1, 40).record(new Seed(28))).getFirst();
        assertTrue(result.warnings().stream().map(Warning::code).toList().contains("not-determined"));
        Uncertainty.NotStated not = assertInstanceOf(Uncertainty.NotStated.class, result.uncertainty());
        assertEquals(Uncertainty.Reason.NOT_DETERMINED, not.reason());
        assertTrue(not.because().startsWith("the fitted values are not determined"), not.because());
        assertTrue(not.coefficients().stream().allMatch(each -> each.interval().isEmpty()));
    }

    @Test
    void aSingleStartHasNoOptima() {
        assertTrue(train(taylor().starts(1), TRAPPING).getFirst().starts().optima().listed().isEmpty());
    }

    @Test
    void subjectsFittedAloneStartWhereAllTogetherEnd() {
        double[] pooled = train(taylor().starts(1), FLIES).getFirst().best().parameters();
        try (OpenFit opened = taylor().separateSubjects().open(FLIES)) {
            for (Problem problem : opened.problems()) {
                List<double[]> points = points(problem);
                assertEquals(32, points.size());
                assertArrayEquals(pooled, points.get(1));
            }
        }
        try (OpenFit opened = taylor().separateSubjects().starts(4).open(FLIES)) {
            assertFalse(Arrays.equals(pooled, points(opened.problems().getFirst()).get(1)), "a number means random ones");
        }
    }

    @Test
    void theOrderOfSubjectsAndThreadsChangeNoBit() {
        FitBuilder fit = taylor().separateSubjects();
        List<double[]> forward = train(fit, FLIES).stream().map(result -> result.best().parameters()).toList();
        List<double[]> backward = new ArrayList<>();
        try (OpenFit opened = fit.threads(2).open(FLIES)) {
            for (Problem problem : opened.problems().reversed()) {
                backward.add(problem.train(Optional.empty(), FitListener.SILENT).best().parameters());
            }
        }
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(forward.get(i), backward.reversed().get(i));
        }
    }

    @Test
    void resumedTrainingFindsTheSameOptima() {
        List<Checkpoint> kept = new ArrayList<>();
        FitListener keeping = new FitListener() {
            @Override
            public void checkpoint(Checkpoint checkpoint) {
                kept.add(checkpoint);
            }
        };
        try (OpenFit opened = taylor().checkpointInterval(0).open(TRAPPING)) {
            Problem problem = opened.problems().getFirst();
            FitResult whole = problem.train(Optional.empty(), keeping);
            FitResult resumed = problem.train(Optional.of(kept.get(kept.size() / 2)), FitListener.SILENT);
            assertEquals(whole.starts().optima(), resumed.starts().optima());
            assertEquals(whole.warnings(), resumed.warnings());
        }
    }
}
