package org.deltaw.kernel.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Expr;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.testing.Differences;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.Stubs;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.mlp.MlpRule;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.penalty.L1Penalty;
import org.deltaw.plugin.penalty.L2Penalty;
import org.deltaw.plugin.recurrent.RecurrentNetwork;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.loss.Target;
import org.junit.jupiter.api.Test;

/** The Gauss-Newton matrix against J'HJ with J by central differences of the outputs. */
class CurvatureTest {
    private static final double[] PARAMETERS = {0.3, -0.4, 0.2};

    private static FitBuilder choices() {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3, 1))
                .rule(new TaylorRule(), Rules.terms("1", "x*r", "w*y")).loss(new ChoiceCrossEntropy(), 3);
    }

    /** Row after row of one output: its derivatives with respect to the parameters. */
    private static double[][] jacobian(Problem problem, int trajectory, String output, double[] at) {
        int index = problem.outputs().indexOf(output);
        int entries = problem.simulate(at).get(trajectory).outputs().get(index).length;
        double[][] rows = new double[entries][];
        for (int i = 0; i < entries; i++) {
            int entry = i;
            rows[i] = Differences.central(at,
                    moved -> problem.simulate(moved).get(trajectory).outputs().get(index)[entry]);
        }
        return rows;
    }

    private static void add(double[][] jacobian, double[] hessian, double[] matrix) {
        for (int n = 0; n < hessian.length; n++) {
            int size = jacobian[n].length;
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    matrix[i * size + j] += jacobian[n][i] * hessian[n] * jacobian[n][j];
                }
            }
        }
    }

    @Test
    void matrixOfChoicesIsThatOfTheLogits() {
        Dataset dataset = Recordings.random(Recordings.choices(2), 2, 6, 1);
        try (OpenFit opened = choices().trajectoriesAlike().open(dataset)) {
            Problem problem = opened.problems().getFirst();
            int logit = problem.outputs().indexOf("logit");
            double[] expected = new double[9];
            for (int n = 0; n < 2; n++) {
                double[] logits = problem.simulate(PARAMETERS).get(n).outputs().get(logit);
                double[] hessian = Arrays.stream(logits)
                        .map(z -> 3.0 / 2 / logits.length / (1 + Math.exp(-z)) / (1 + Math.exp(z))).toArray();
                add(jacobian(problem, n, "logit", PARAMETERS), hessian, expected);
            }
            Differences.assertClose(expected, problem.curvature(PARAMETERS).matrix(), 1e-8, "matrix");
        }
    }

    private static void compareActivity(FitBuilder fit, double[] parameters) {
        Dataset dataset = Recordings.random(Recordings.activity(2, 3), 1, 5, 2);
        Trajectory only = dataset.trajectories().getFirst();
        double[] mask = only.column(Channel.mask(Target.ACTIVITY, 3));
        double count = Arrays.stream(mask).sum();
        try (OpenFit opened = fit.loss(new ActivityMeanSquaredError(), 1).open(dataset)) {
            Problem problem = opened.problems().getFirst();
            double[] expected = new double[parameters.length * parameters.length];
            add(jacobian(problem, 0, "activity", parameters),
                    Arrays.stream(mask).map(observed -> 2 * observed / count).toArray(), expected);
            Differences.assertClose(expected, problem.curvature(parameters).matrix(), 1e-8, "matrix");
        }
    }

    @Test
    void matrixOfActivityLeavesOutWhatWasNotObserved() {
        compareActivity(FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3))
                .rule(new TaylorRule(), Rules.terms("1", "x*r", "w*y")), PARAMETERS);
    }

    @Test
    void matrixOfRecurrentNetworkFollowsItsStates() {
        compareActivity(FitBuilder.of(new RecurrentNetwork(), Networks.recurrent(2, 3))
                .rule(new TaylorRule(), Rules.terms("1", "x*r", "w*y")), PARAMETERS);
    }

    @Test
    void matrixCoversInitialWeights() {
        ParameterChoices fitted = new ParameterChoices(Map.of(), List.of(), List.of("weights.initial"), Map.of());
        double[] parameters = new double[9 + 3];
        Arrays.setAll(parameters, i -> Math.sin(3 * i + 1) / 2);
        compareActivity(FitBuilder.of(new RecurrentNetwork(), Networks.recurrent(2, 3)).network(fitted)
                .rule(new TaylorRule(), Rules.terms("1", "x*r", "w*y")), parameters);
    }

    @Test
    void matrixCoversArraysOfParameters() {
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3)).rule(new MlpRule(), Rules.mlp(2));
        double[] parameters = new double[13];
        Arrays.setAll(parameters, i -> Math.sin(3 * i + 1) / 2);
        compareActivity(fit, parameters);
    }

    @Test
    void gradientAndLossAreThoseOfReverseMode() {
        try (OpenFit opened = choices().loss(new L2Penalty(), 0.5)
                .open(Recordings.random(Recordings.choices(2), 2, 6, 1))) {
            Problem problem = opened.problems().getFirst();
            Curvature curvature = problem.curvature(PARAMETERS);
            Gradient gradient = problem.gradient(PARAMETERS);
            assertEquals(gradient.loss(), curvature.gradient().loss());
            assertArrayEquals(gradient.values(), curvature.gradient().values());
        }
    }

    @Test
    void smoothPenaltiesAddTheirSecondDerivativesAndAbsoluteValuesNone() {
        Dataset dataset = Recordings.random(Recordings.choices(2), 2, 6, 1);
        try (OpenFit plain = choices().open(dataset);
                OpenFit penalised = choices().loss(new L2Penalty(), 0.5).loss(new L1Penalty(), 3).open(dataset)) {
            double[] expected = plain.problems().getFirst().curvature(PARAMETERS).matrix();
            for (int i = 0; i < 3; i++) {
                expected[4 * i] += 2 * 0.5;
            }
            assertArrayEquals(expected, penalised.problems().getFirst().curvature(PARAMETERS).matrix(), 1e-15);
        }
    }

    @Test
    void secondDerivativesOfAPenaltyCoverArraysAndMixTheirValues() {
        // The fourth power of the sum of all weights: every second derivative is 12 times its square.
        LossFunction<NoSettings> quartic = Stubs.loss(inputs -> new Loss.Penalty(Expr.sumOf(
                inputs.ruleParameters().stream().map(each -> each.sum(each.axes())).toList()).squared().squared()));
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3, 1)).rule(new MlpRule(), Rules.mlp(2))
                .loss(new ChoiceCrossEntropy(), 1);
        Dataset dataset = Recordings.random(Recordings.choices(2), 2, 6, 1);
        double[] parameters = new double[13];
        Arrays.setAll(parameters, i -> Math.sin(3 * i + 1) / 2);
        double sum = Arrays.stream(parameters).sum();
        double[] expected;
        try (OpenFit plain = fit.open(dataset)) {
            expected = plain.problems().getFirst().curvature(parameters).matrix();
        }
        Arrays.setAll(expected, i -> expected[i] + 2 * 12 * sum * sum);
        try (OpenFit penalised = fit.loss(quartic, 2).open(dataset)) {
            assertArrayEquals(expected, penalised.problems().getFirst().curvature(parameters).matrix(), 1e-12);
        }
    }

    @Test
    void withNothingFittedThereIsALossButNoMatrix() {
        ParameterChoices fixed = new ParameterChoices(Map.of("x", 0.5), List.of("x"), List.of(), Map.of());
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3, 1))
                .rule("", new TaylorRule(), Rules.terms("x"), fixed).loss(new ChoiceCrossEntropy(), 1);
        try (OpenFit opened = fit.open(Recordings.random(Recordings.choices(2), 2, 6, 1))) {
            Problem problem = opened.problems().getFirst();
            Curvature curvature = problem.curvature(new double[0]);
            assertEquals(problem.evaluate(new double[0]).total().loss(), curvature.gradient().loss(), 1e-15);
            assertEquals(0, curvature.matrix().length);
        }
    }
}
