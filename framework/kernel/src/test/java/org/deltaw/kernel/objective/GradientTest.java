package org.deltaw.kernel.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.testing.Differences;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.ForwardMode;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.mlp.MlpRule;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.penalty.L1Penalty;
import org.deltaw.plugin.penalty.L2Penalty;
import org.deltaw.plugin.recurrent.RecurrentNetwork;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.rule.SynapticVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GradientTest {
    private static final ParameterChoices BIAS_FITTED =
            new ParameterChoices(Map.of(), List.of(), List.of("bias"), Map.of());
    private static final ParameterChoices INPUTS_FITTED =
            new ParameterChoices(Map.of(), List.of(), List.of("inputWeights"), Map.of());
    private static final Dataset CHOICES = Recordings.random(Recordings.choices(2), 2, 7, 1);
    private static final Dataset ACTIVITY = Recordings.random(Recordings.activity(2, 3), 2, 5, 2);

    private static FitBuilder choices() {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3, 1)).loss(new ChoiceCrossEntropy(), 1);
    }

    private static FitBuilder activity() {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3)).loss(new ActivityMeanSquaredError(), 2);
    }

    private static FitBuilder recurrent() {
        return FitBuilder.of(new RecurrentNetwork(), Networks.recurrent(2, 3))
                .loss(new ActivityMeanSquaredError(), 1);
    }

    private static FitBuilder twoGroups() {
        return FitBuilder.of(Networks.twoGroups(2, 3), new NoSettings()).loss(new ActivityMeanSquaredError(), 1);
    }

    static Stream<Arguments> models() {
        return Stream.of(
                Arguments.of("taylor, choices",
                        choices().rule(new TaylorRule(), Rules.taylor(1, SynapticVariable.values())), CHOICES),
                Arguments.of("taylor, choices, bias fitted", choices().network(BIAS_FITTED)
                        .rule(new TaylorRule(), Rules.terms("1", "x*r", "w", "y^2*w", "x^3*r^2")), CHOICES),
                Arguments.of("taylor, activity, bias fitted, penalties",
                        activity().network(BIAS_FITTED).rule(new TaylorRule(), Rules.taylor(2, SynapticVariable.X, SynapticVariable.Y))
                                .loss(new L1Penalty(), 0.3).loss(new L2Penalty(), 0.2), ACTIVITY),
                Arguments.of("taylor, recurrent, input weights fitted",
                        recurrent().network(INPUTS_FITTED).rule(new TaylorRule(), Rules.terms("1", "x*y", "y^2*w", "r")),
                        ACTIVITY),
                Arguments.of("mlp, choices", choices().rule(new MlpRule(), Rules.mlp(4)), CHOICES),
                Arguments.of("mlp, activity, penalties", activity().network(BIAS_FITTED)
                        .rule(new MlpRule(), Rules.mlp(3, 2)).loss(new L2Penalty(), 0.1), ACTIVITY),
                Arguments.of("mlp, recurrent", recurrent().rule(new MlpRule(), Rules.mlp(3)), ACTIVITY),
                Arguments.of("eligibility, choices", choices().rule(Rules.eligibility(), new NoSettings()), CHOICES),
                Arguments.of("eligibility, recurrent", recurrent().rule(Rules.eligibility(), new NoSettings()), ACTIVITY),
                Arguments.of("two groups, a rule for each", twoGroups()
                        .rule("recurrent", Rules.eligibility(), new NoSettings(), ParameterChoices.NONE)
                        .rule("input", new TaylorRule(), Rules.terms("x*y", "w"), ParameterChoices.NONE), ACTIVITY),
                Arguments.of("two sparse groups, series and MLP",
                        FitBuilder.of(new RecurrentNetwork(), Networks.sparse(2, 3))
                                .loss(new ActivityMeanSquaredError(), 1)
                                .rule("recurrent", new MlpRule(), Rules.mlp(3), ParameterChoices.NONE)
                                .rule("input", new TaylorRule(), Rules.terms("x*y", "y^2*w"), ParameterChoices.NONE),
                        ACTIVITY),
                Arguments.of("two plastic layers and a readout, a rule for each",
                        FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 4, 3, 1))
                                .loss(new ChoiceCrossEntropy(), 1)
                                .rule("layer2", Rules.eligibility(), new NoSettings(), ParameterChoices.NONE)
                                .rule("layer1", new TaylorRule(), Rules.terms("x*r", "w"), ParameterChoices.NONE),
                        CHOICES),
                Arguments.of("two groups, one rule",
                        twoGroups().rule(new TaylorRule(), Rules.terms("x*y", "w", "y*r")), ACTIVITY));
    }

    /** Numbers away from 0, where a rule without effect could hide a wrong derivative. */
    private static double[] somewhere(Problem problem) {
        RandomGenerator random = new Seed(3).generator();
        double[] parameters = problem.start();
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += 0.3 * random.nextGaussian();
        }
        return parameters;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void reverseModeAgreesWithCentralDifferences(String name, FitBuilder fit, Dataset dataset) {
        try (OpenFit opened = fit.open(dataset)) {
            Problem problem = opened.problems().getFirst();
            double[] parameters = somewhere(problem);
            double[] expected = Differences.central(parameters, moved -> problem.gradient(moved).loss());
            Differences.assertClose(expected, problem.gradient(parameters).values(), 1e-8, "gradient");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void reverseModeAgreesWithForwardMode(String name, FitBuilder fit, Dataset dataset) {
        try (OpenFit opened = fit.open(dataset)) {
            Problem problem = opened.problems().getFirst();
            double[] parameters = somewhere(problem);
            double[] reverse = new double[parameters.length];
            problem.evaluations(parameters).forEach(evaluation -> {
                for (int i = 0; i < reverse.length; i++) {
                    reverse[i] += evaluation.gradient()[i] / dataset.trajectories().size();
                }
            });
            Differences.assertClose(ForwardMode.gradient(fit.fit(), dataset, parameters), reverse, 1e-12, "gradient");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void gradientOfInitialStatesAgreesWithCentralDifferences(String name, FitBuilder fit, Dataset dataset) {
        Trajectory trajectory = dataset.trajectories().getFirst();
        try (OpenFit opened = fit.open(Recordings.of(trajectory))) {
            Problem problem = opened.problems().getFirst();
            double[] parameters = somewhere(problem);
            List<double[]> gradients = problem.evaluations(parameters).getFirst().initialStateGradient();
            assertEquals(problem.states().size(), gradients.size());
            List<double[]> history = problem.simulate(parameters).getFirst().states();
            for (int i = 0; i < gradients.size(); i++) {
                String state = problem.states().get(i);
                double[] before = Arrays.copyOf(history.get(i), gradients.get(i).length);
                double[] expected = Differences.central(before,
                        moved -> lossFrom(fit, trajectory, Map.of(state, moved), parameters));
                Differences.assertClose(expected, gradients.get(i), 1e-7, state);
            }
        }
    }

    private static double lossFrom(
            FitBuilder fit, Trajectory trajectory, Map<String, double[]> states, double[] parameters) {
        Map<String, double[]> all = new HashMap<>(trajectory.initialStates());
        all.putAll(states);
        try (OpenFit opened = fit.open(Recordings.of(Recordings.starting(trajectory, all)))) {
            return opened.problems().getFirst().evaluations(parameters).getFirst().loss();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void namesAndParametersFitTheVector(String name, FitBuilder fit, Dataset dataset) {
        try (OpenFit opened = fit.open(dataset)) {
            Problem problem = opened.problems().getFirst();
            double[] vector = somewhere(problem);
            assertEquals(vector.length, problem.names().stream().distinct().count());
            Map<String, Map<String, double[]>> named = new HashMap<>();
            problem.parameters(vector).forEach(value ->
                    named.computeIfAbsent(value.owner(), _ -> new HashMap<>()).put(value.name(), value.values()));
            assertTrue(Arrays.equals(vector, problem.vector(named)));
        }
    }
}
