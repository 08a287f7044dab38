package org.deltaw.kernel.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.expr.Symbol;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.testing.Differences;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.ForwardMode;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.feedforward.FeedforwardSettings;
import org.deltaw.plugin.mlp.MlpRule;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.recurrent.RecurrentNetwork;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Activation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights before the first step as fitted parameters, which all trajectories of a problem share. */
class InitialWeightsTest {
    private static final Dataset ACTIVITY = Recordings.random(Recordings.activity(2, 3), 2, 5, 2);

    private static ParameterChoices fitted(String... names) {
        return new ParameterChoices(Map.of(), List.of(), List.of(names), Map.of());
    }

    private static FitBuilder sparse() {
        return FitBuilder.of(new RecurrentNetwork(), Networks.sparse(2, 3))
                .rule("input", new TaylorRule(), Rules.terms("x*y", "w"), ParameterChoices.NONE)
                .rule("recurrent", new MlpRule(), Rules.mlp(2), ParameterChoices.NONE)
                .loss(new ActivityMeanSquaredError(), 1);
    }

    private static FitBuilder feedforward() {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3))
                .rule(new TaylorRule(), Rules.terms("x*y", "y^2*w", "w*r"))
                .loss(new ActivityMeanSquaredError(), 1);
    }

    private static double[] somewhere(Problem problem) {
        double[] parameters = problem.start();
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += 0.3 * Math.sin(5 * i + 2);
        }
        return parameters;
    }

    private static double[] initial(Problem problem, String group, double[] parameters) {
        return problem.parameters(parameters).stream()
                .filter(value -> value.name().equals(group + ".initial")).findFirst().orElseThrow().values();
    }

    private static double[] states(Problem problem, int trajectory, String state, double[] parameters) {
        return problem.simulate(parameters).get(trajectory).states().get(problem.states().indexOf(state));
    }

    @Test
    void derivativesAgreeInBothModesAndWithDifferences() {
        FitBuilder fit = sparse().network(fitted("recurrent.initial", "input.initial", "bias")).trajectoriesAlike();
        try (OpenFit opened = fit.open(ACTIVITY)) {
            Problem problem = opened.problems().getFirst();
            double[] parameters = somewhere(problem);
            double[] gradient = problem.gradient(parameters).values();
            Differences.assertClose(Differences.central(parameters, moved -> problem.gradient(moved).loss()), gradient,
                    1e-8, "gradient");
            Differences.assertClose(ForwardMode.gradient(fit.fit(), ACTIVITY, parameters), gradient, 1e-12, "gradient");
        }
    }

    @Test
    void programSaysThatItCarriesHowFarWeightsHaveMoved() {
        try (OpenFit opened = sparse().network(fitted("recurrent.initial")).open(ACTIVITY)) {
            assertEquals(List.of("activity", "input", "recurrent.change"),
                    opened.program().states().stream().map(Symbol::name).toList());
            // What simulations show are weights.
            assertEquals(List.of("activity", "input", "recurrent"), opened.problems().getFirst().states());
        }
    }

    /** The same as weights that data give, for which the derivative is that of the initial state. */
    @Test
    void theyAreWhereAllTrajectoriesStart() {
        try (OpenFit fitting = feedforward().network(fitted("weights.initial")).trajectoriesAlike().open(ACTIVITY)) {
            Problem problem = fitting.problems().getFirst();
            double[] parameters = somewhere(problem);
            double[] start = initial(problem, "weights", parameters);
            Trajectory[] given = ACTIVITY.trajectories().stream()
                    .map(each -> Recordings.starting(each, Map.of("weights", start))).toArray(Trajectory[]::new);
            try (OpenFit plain = feedforward().trajectoriesAlike().open(Recordings.of(given))) {
                Problem same = plain.problems().getFirst();
                double[] rule = Arrays.copyOfRange(parameters, start.length, parameters.length);
                assertEquals(same.gradient(rule).loss(), problem.gradient(parameters).loss(), 1e-14);
                double[] expected = new double[start.length];
                for (int n = 0; n < 2; n++) {
                    assertArrayEquals(states(same, n, "weights", rule), states(problem, n, "weights", parameters), 1e-14);
                    double[] share = same.evaluations(rule).get(n).initialStateGradient().getFirst();
                    Arrays.setAll(expected, i -> expected[i] + share[i] / 2);
                }
                Differences.assertClose(expected,
                        Arrays.copyOf(problem.gradient(parameters).values(), start.length), 1e-12, "gradient");
            }
        }
    }

    @Test
    void simulationsShowWeightsFromTheirStartOn() {
        try (OpenFit opened = sparse().network(fitted("recurrent.initial")).open(ACTIVITY)) {
            Problem problem = opened.problems().getFirst();
            double[] parameters = problem.start();
            double[] start = initial(problem, "recurrent", parameters);
            for (int n = 0; n < 2; n++) {
                assertArrayEquals(start, Arrays.copyOf(states(problem, n, "recurrent", parameters), start.length));
            }
            for (int i = 0; i < 3; i++) {
                assertEquals(0, start[i * 3 + i], "a neuron is not connected to itself");
            }
            assertTrue(Arrays.stream(start).anyMatch(weight -> weight != 0));
        }
    }

    /** Whatever a vector of parameters holds for it. */
    @Test
    void missingSynapseIsShownWithoutWeight() {
        try (OpenFit opened = sparse().network(fitted("recurrent.initial")).open(ACTIVITY)) {
            Problem problem = opened.problems().getFirst();
            double[] parameters = somewhere(problem);
            assertTrue(initial(problem, "recurrent", parameters)[0] != 0);
            double[] weights = states(problem, 0, "recurrent", parameters);
            for (int i = 0; i < weights.length; i += 9) {
                assertEquals(0, weights[i]);
            }
        }
    }

    @Test
    void theyMayBeChosenBoundedAndNamed() {
        ParameterChoices choices = new ParameterChoices(Map.of("weights.initial", 0.5), List.of(),
                List.of("weights.initial"), Map.of("weights.initial", List.of(0.0, 0.4)));
        try (OpenFit opened = feedforward().network(choices).open(ACTIVITY)) {
            Problem problem = opened.problems().getFirst();
            assertEquals("network.weights.initial[0]", problem.names().getFirst());
            double[] expected = new double[6];
            Arrays.fill(expected, 0.4);
            assertArrayEquals(expected, Arrays.copyOf(problem.start(), 6));
        }
    }

    @Test
    void weightsThatDataGiveAreNotUsed() {
        Trajectory given = Recordings.starting(ACTIVITY.trajectories().getFirst(), Map.of("weights", new double[6]));
        try (OpenFit opened = feedforward().network(fitted("weights.initial")).open(Recordings.of(given))) {
            Problem problem = opened.problems().getFirst();
            double[] start = initial(problem, "weights", problem.start());
            assertTrue(Arrays.stream(start).allMatch(weight -> weight != 0));
            assertArrayEquals(start, Arrays.copyOf(states(problem, 0, "weights", problem.start()), 6));
        }
    }

    /** Inputs 1, 0 and 0, 1 show the weights, which nothing changes. */
    @Test
    void trainingFindsThem() {
        double[] weights = {0.7, -0.4, 0.2, 1.1};
        Trajectory shown = Recordings.trajectory("a", 2, Map.of(
                Channel.input(2), new double[] {1, 0, 0, 1}, Channel.of(Target.ACTIVITY, 2), weights));
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), new FeedforwardSettings(List.of(2, 2),
                        Optional.of(Activation.LINEAR), 5, Optional.empty(), 0, 0.01, 0, Optional.empty(), Optional.empty()))
                .network(fitted("weights.initial"))
                .rule("", new TaylorRule(), Rules.terms("x"), new ParameterChoices(Map.of(), List.of("x"), List.of(), Map.of()))
                .loss(new ActivityMeanSquaredError(), 1).adam(0.02, 1000);
        try (OpenFit opened = fit.open(Recordings.of(shown))) {
            Problem problem = opened.problems().getFirst();
            FitResult result = problem.train(Optional.empty(), FitListener.SILENT);
            assertArrayEquals(weights, result.best().parameters(), 1e-3);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "weight.initial|network.fitted|'weight.initial' is no parameter here; the initial weights that can be fitted are "
                + "weights.initial.",
        "initial|network.fitted|'initial' is no parameter here; the parameters are bias."})
    void otherNamesAreRefused(String name, String key, String message) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class,
                () -> ModelAssembly.assemble(feedforward().network(fitted(name)).fit(), ACTIVITY.channels()));
        assertEquals(message, refusal.getMessage());
        assertEquals(key, refusal.key());
    }

    @Test
    void choicesForInitialWeightsThatAreNotFittedAreRefused() {
        ParameterChoices choices =
                new ParameterChoices(Map.of("weights.initial", 0.5), List.of(), List.of(), Map.of());
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class,
                () -> ModelAssembly.assemble(feedforward().network(choices).fit(), ACTIVITY.channels()));
        assertEquals("'weights.initial' can be chosen only if it is fitted; add it to fitted, or leave it out.",
                refusal.getMessage());
    }
}
