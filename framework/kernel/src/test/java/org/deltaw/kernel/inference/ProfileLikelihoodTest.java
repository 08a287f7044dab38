package org.deltaw.kernel.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.SimulatedChoices;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.feedforward.FeedforwardSettings;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Activation;
import org.junit.jupiter.api.Test;

/** Profile intervals where the likelihood is known in closed form, and where they have no end. */
class ProfileLikelihoodTest {
    /** Half of the quantile 0.95 of the chi-squared distribution with one degree of freedom. */
    private static final double NATS = 3.841458820694124 / 2;

    /** A generalised linear model: one neuron without plasticity, whose bias and initial weight are fitted. */
    private static FitBuilder regression(Activation activation, List<String> fitted, Map<String, List<Double>> bounds) {
        return FitBuilder.of(new FeedforwardNetwork(), new FeedforwardSettings(List.of(1, 1), Optional.of(activation), 5,
                        Optional.empty(), 0, 0, 0, Optional.empty(), Optional.empty()))
                .network(new ParameterChoices(Map.of(), List.of(), fitted, bounds))
                .rule("", new TaylorRule(), Rules.terms("x"), new ParameterChoices(Map.of(), List.of("x"), List.of(), Map.of()))
                .gaussNewton(100).intervals(TrainingSettings.Intervals.PROFILE);
    }

    private static FitBuilder logistic(List<String> fitted, Map<String, List<Double>> bounds) {
        return regression(Activation.SIGMOID, fitted, bounds).loss(new ChoiceCrossEntropy(), 1);
    }

    private static Dataset chosen(double[] inputs, double... decisions) {
        return Recordings.of(Recordings.trajectory("a", decisions.length, Map.of(
                Channel.input(1), inputs, Recordings.DECISION, decisions)));
    }

    private static Dataset shown(double[] inputs, double... values) {
        return Recordings.of(Trajectory.builder("a", values.length).columns(Map.of(
                Channel.input(1), inputs, Channel.of(Target.ACTIVITY, 1), values)).build());
    }

    private static Uncertainty uncertainty(FitBuilder fit, Dataset data) {
        try (OpenFit opened = fit.open(data)) {
            return opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT).uncertainty();
        }
    }

    private static Uncertainty.Interval interval(FitBuilder fit, Dataset data, int index) {
        Uncertainty uncertainty = uncertainty(fit, data);
        Uncertainty.Stated stated = assertInstanceOf(Uncertainty.Stated.class, uncertainty, uncertainty::toString);
        assertEquals(Uncertainty.IntervalMethod.PROFILE, stated.method());
        return stated.coefficients().get(index).interval().orElseThrow();
    }

    /** Finds a root by bisection. */
    private static double root(DoubleUnaryOperator rising, double below, double above) {
        double low = below;
        double high = above;
        for (int i = 0; i < 200; i++) {
            double middle = (low + high) / 2;
            if (rising.applyAsDouble(middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double logLikelihood(double[] inputs, double[] decisions, double bias, double weight) {
        double sum = 0;
        for (int i = 0; i < inputs.length; i++) {
            sum -= Math.log1p(Math.exp((1 - 2 * decisions[i]) * (bias + weight * inputs[i])));
        }
        return sum;
    }

    @Test
    void proportionHasTheRootsOfItsLikelihood() {
        double[] inputs = new double[10];
        double[] decisions = {1, 1, 0, 1, 1, 1, 0, 1, 1, 1};
        double best = Math.log(0.8 / 0.2);
        double most = logLikelihood(inputs, decisions, best, 0);
        DoubleUnaryOperator loss = bias -> most - logLikelihood(inputs, decisions, bias, 0) - NATS;
        Uncertainty.Interval interval = interval(logistic(List.of("bias"), Map.of()), chosen(inputs, decisions), 0);
        assertEquals(root(loss, best, 10), interval.upper(), 1e-7);
        assertEquals(-root(bias -> loss.applyAsDouble(-bias), -best, 10), interval.lower(), 1e-7);
        assertEquals(Uncertainty.End.INSIDE, interval.lowerEnd());
        assertEquals(Uncertainty.End.INSIDE, interval.upperEnd());
        assertEquals(1 / Math.sqrt(10 * 0.8 * 0.2), interval.standardError(), 1e-7);
    }

    /** Returns the log-likelihood of a logistic regression, the bias fitted, as a function of the other coefficient. */
    private static DoubleUnaryOperator profile(double[] inputs, double[] decisions) {
        return weight -> {
            // The score falls as the bias rises, and is 0 at its best.
            double bias = root(b -> {
                double score = 0;
                for (int i = 0; i < inputs.length; i++) {
                    score += 1 / (1 + Math.exp(-b - weight * inputs[i])) - decisions[i];
                }
                return score;
            }, -50, 50);
            return logLikelihood(inputs, decisions, bias, weight);
        };
    }

    @Test
    void otherCoefficientsAreFittedAnewForEachTrialValue() {
        RandomGenerator random = new Seed(5).generator();
        double[] inputs = random.doubles(40, -2, 2).toArray();
        double[] decisions = Arrays.stream(inputs).map(x -> random.nextDouble() < 1 / (1 + Math.exp(-0.5 - x)) ? 1 : 0).toArray();
        Uncertainty.Coefficient weight = weight(chosen(inputs, decisions));
        DoubleUnaryOperator profile = profile(inputs, decisions);
        double most = profile.applyAsDouble(weight.value());
        Uncertainty.Interval interval = weight.interval().orElseThrow();
        assertEquals(root(value -> most - profile.applyAsDouble(value) - NATS, weight.value(), 20), interval.upper(), 1e-6);
        assertEquals(-root(value -> most - profile.applyAsDouble(-value) - NATS, -weight.value(), 20), interval.lower(), 1e-6);
    }

    private static Uncertainty.Coefficient weight(Dataset data) {
        Uncertainty uncertainty = uncertainty(logistic(List.of("bias", "weights.initial"), Map.of()), data);
        assertInstanceOf(Uncertainty.Stated.class, uncertainty, uncertainty::toString);
        return uncertainty.coefficients().stream().filter(each -> each.name().equals("network.weights.initial[0]")).findFirst()
                .orElseThrow();
    }

    @Test
    void profileOfALinearModelIsStudentsInterval() {
        RandomGenerator random = new Seed(6).generator();
        double[] inputs = random.doubles(12, -2, 2).toArray();
        double[] values = Arrays.stream(inputs).map(x -> 1 + 0.3 * x + random.nextGaussian()).toArray();
        FitBuilder profile = regression(Activation.LINEAR, List.of("bias", "weights.initial"), Map.of())
                .loss(new ActivityMeanSquaredError(), 3);
        FitBuilder student = regression(Activation.LINEAR, List.of("bias", "weights.initial"), Map.of())
                .loss(new ActivityMeanSquaredError(), 3).uncertainty();
        Uncertainty.Stated expected = assertInstanceOf(Uncertainty.Stated.class, uncertainty(student, shown(inputs, values)));
        assertEquals(10, expected.degreesOfFreedom());
        for (int i = 0; i < 2; i++) {
            Uncertainty.Interval interval = interval(profile, shown(inputs, values), i);
            assertEquals(expected.coefficients().get(i).interval().orElseThrow().lower(), interval.lower(), 1e-6);
            assertEquals(expected.coefficients().get(i).interval().orElseThrow().upper(), interval.upper(), 1e-6);
        }
    }

    @Test
    void coefficientThatRunsToInfinityHasOneEnd() {
        // Whatever has the input is accepted, so its coefficient runs to infinity; of the rest every second is.
        double[] inputs = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1};
        double[] decisions = {1, 0, 1, 0, 1, 0, 1, 1, 1, 1};
        Uncertainty.Coefficient weight = weight(chosen(inputs, decisions));
        assertEquals(Uncertainty.Status.INFINITE, weight.status());
        assertEquals(Double.POSITIVE_INFINITY, weight.value());
        Uncertainty.Interval interval = weight.interval().orElseThrow();
        assertEquals(Uncertainty.End.INFINITE, interval.upperEnd());
        assertEquals(Double.POSITIVE_INFINITY, interval.upper());
        assertEquals(Double.NaN, interval.standardError());
        // At best what has the input is predicted perfectly, and the rest by chance.
        DoubleUnaryOperator profile = profile(inputs, decisions);
        assertEquals(root(value -> profile.applyAsDouble(value) - 6 * Math.log(0.5) - Math.log(0.05), -20, 20), interval.lower(), 1e-4);
    }

    @Test
    void whatIsAtABoundHasAnotherEnd() {
        // The best bias would be log 4.
        double[] decisions = {1, 1, 0, 1, 1, 1, 0, 1, 1, 1};
        Map<String, List<Double>> bounds = Map.of("bias", List.of(-5.0, 1.0));
        Uncertainty.Interval interval = interval(logistic(List.of("bias"), bounds), chosen(new double[10], decisions), 0);
        double[] inputs = new double[10];
        double most = logLikelihood(inputs, decisions, 1, 0);
        assertEquals(root(bias -> logLikelihood(inputs, decisions, bias, 0) - most + NATS, -5, 1), interval.lower(), 1e-6);
        assertEquals(1, interval.upper());
        assertEquals(Uncertainty.End.AT_BOUND, interval.upperEnd());
        assertEquals(Uncertainty.End.INSIDE, interval.lowerEnd());
    }

    @Test
    void boundThatTheDataDoNotRuleOutIsReached() {
        double[] decisions = {1, 1, 0, 1, 1, 1, 0, 1, 1, 1};
        Uncertainty.Interval interval =
                interval(logistic(List.of("bias"), Map.of("bias", List.of(-1.0, 2.0))), chosen(new double[10], decisions), 0);
        assertEquals(Uncertainty.End.AT_BOUND, interval.upperEnd());
        assertEquals(2, interval.upper());
        assertEquals(Uncertainty.End.INSIDE, interval.lowerEnd());
    }

    @Test
    void atTheEndsTheBestOfARuleWithTheCoefficientHeldThereIsAQuantileWorse() {
        Dataset flies = new SimulatedChoices(1, -0.1, 150, 150).record(new Seed(1));
        try (OpenFit opened = SimulatedChoices.fit("x*r", "w").gaussNewton(60).intervals(TrainingSettings.Intervals.PROFILE).open(flies)) {
            FitResult result = opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT);
            Uncertainty.Interval interval = result.uncertainty().coefficients().get(1).interval().orElseThrow();
            for (double end : new double[] {interval.lower(), interval.upper()}) {
                assertEquals(NATS, 300 * (lossWithForgetting(flies, end) - result.metrics().total().loss()), 1e-5);
            }
        }
    }

    private static double lossWithForgetting(Dataset flies, double value) {
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), SimulatedChoices.network())
                .rule("", new TaylorRule(), Rules.terms("x*r", "w"),
                        new ParameterChoices(Map.of("w", value, "x*r", 1.0), List.of("w"), List.of(), Map.of()))
                .loss(new ChoiceCrossEntropy(), 1).gaussNewton(60);
        try (OpenFit opened = fit.open(flies)) {
            return opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT).metrics().total().loss();
        }
    }

    @Test
    void profileTakesALikelihoodAndAnOptimizerThatEnds() {
        int[] steps = new int[12];
        Arrays.fill(steps, 40);
        Dataset flies = new SimulatedChoices(1, -0.1, steps).record(new Seed(4));
        Uncertainty.NotStated several = assertInstanceOf(Uncertainty.NotStated.class, uncertainty(SimulatedChoices.fit("x*r", "w")
                .loss(new ChoiceCrossEntropy(), 0.3).gaussNewton(60).intervals(TrainingSettings.Intervals.PROFILE), flies));
        assertEquals(Uncertainty.Reason.NO_LIKELIHOOD, several.reason());
        FitBuilder adam = SimulatedChoices.fit("x*r").adam(0.01, 5).intervals(TrainingSettings.Intervals.PROFILE);
        assertEquals("training.intervals", assertThrows(InvalidSpecException.class, () -> adam.open(flies)).key());
    }
}
