package org.deltaw.kernel.separation;

import static org.deltaw.kernel.inference.Uncertainty.Status.AT_UPPER_BOUND;
import static org.deltaw.kernel.inference.Uncertainty.Status.CONFOUNDED;
import static org.deltaw.kernel.inference.Uncertainty.Status.DETERMINED;
import static org.deltaw.kernel.inference.Uncertainty.Status.FLAT;
import static org.deltaw.kernel.inference.Uncertainty.Status.INFINITE;
import static org.deltaw.kernel.inference.Uncertainty.Status.MINUS_INFINITE;
import static org.deltaw.kernel.inference.Uncertainty.Status.WITHOUT_EFFECT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.prior.Prior;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.SimulatedChoices;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.feedforward.FeedforwardSettings;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.Seed;
import org.deltaw.spi.Warning;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.network.Activation;
import org.junit.jupiter.api.Test;

class SeparationTest {
    private static final ParameterChoices FIXED = new ParameterChoices(Map.of(), List.of("x"), List.of(), Map.of());

    /** A logistic regression: a linear neuron without plasticity, whose initial weights and bias are fitted. */
    private static FitBuilder regression(int inputs, ParameterChoices choices) {
        return FitBuilder.of(new FeedforwardNetwork(), new FeedforwardSettings(List.of(inputs, 1, 1),
                        Optional.of(Activation.LINEAR), 1, Optional.empty(), 0, 0, 0, Optional.empty(), Optional.empty()))
                .network(choices).rule("", new TaylorRule(), Rules.terms("x"), FIXED).loss(new ChoiceCrossEntropy(), 1)
                .gaussNewton(100).uncertainty();
    }

    private static ParameterChoices fitted(String... names) {
        return new ParameterChoices(Map.of(), List.of(), List.of(names), Map.of());
    }

    private static Dataset choices(double[] inputs, double... decisions) {
        return Recordings.of(Recordings.trajectory("a", decisions.length, Map.of(
                Channel.input(inputs.length / decisions.length), inputs, Recordings.DECISION, decisions)));
    }

    private static FitResult trained(FitBuilder fit, Dataset data) {
        try (OpenFit opened = fit.open(data)) {
            return opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT);
        }
    }

    private static List<Uncertainty.Coefficient> coefficients(FitResult result) {
        return result.uncertainty().coefficients();
    }

    private static List<Uncertainty.Status> statuses(FitBuilder fit, Dataset data) {
        return coefficients(trained(fit, data)).stream().map(Uncertainty.Coefficient::status).toList();
    }

    @Test
    void whoAlwaysAcceptsHasAnInfiniteBias() {
        FitResult result = trained(regression(1, fitted("bias")), choices(new double[6], 1, 1, 1, 1, 1, 1));
        assertEquals(INFINITE, coefficients(result).getFirst().status());
        assertEquals(Double.POSITIVE_INFINITY, coefficients(result).getFirst().value());
        Uncertainty.Interval interval = coefficients(result).getFirst().interval().orElseThrow();
        assertEquals(Double.POSITIVE_INFINITY, interval.upper());
        // What is accepted six times with probability p is 20 times less likely where p^6 = 0.05.
        assertEquals(Math.pow(0.05, 1 / 6.0), 1 / (1 + Math.exp(-interval.lower())), 1e-6);
        assertEquals(List.of("choices-equal", "separated"), result.warnings().stream().map(Warning::code).toList());
        assertTrue(result.warnings().get(1).message().contains("priors: {network.bias: {normal: [0, 1]}}"));
        assertEquals(List.of(MINUS_INFINITE), statuses(regression(1, fitted("bias")), choices(new double[6], 0, 0, 0, 0, 0, 0)));
    }

    @Test
    void oneOtherChoiceMakesItFinite() {
        FitResult result = trained(regression(1, fitted("bias")), choices(new double[6], 1, 1, 1, 1, 1, 0));
        assertEquals(DETERMINED, coefficients(result).getFirst().status());
        assertEquals(List.of(), result.warnings());
    }

    @Test
    void separatedChoicesGiveInfiniteCoefficients() {
        // Accepted if and only if x is above 0.5: the weight runs to infinity, and the bias to minus infinity, half as fast.
        assertEquals(List.of(MINUS_INFINITE, INFINITE),
                statuses(regression(1, fitted("bias", "weights.initial")), choices(new double[] {0, 0.4, 0.6, 1}, 0, 0, 1, 1)));
        // One choice is made both ways: with it the others are still separated, but where is known.
        assertEquals(List.of(MINUS_INFINITE, INFINITE),
                statuses(regression(1, fitted("bias", "weights.initial")), choices(new double[] {0, 0.5, 0.5, 1}, 0, 0, 1, 1)));
    }

    @Test
    void whatIsNotSeparatedKeepsItsIntervalBesideWhatIs() {
        // The first input alone decides where it is there; elsewhere the bias does, three times of four.
        FitResult result = trained(regression(1, fitted("bias", "weights.initial")),
                choices(new double[] {0, 0, 0, 0, 1, 1}, 1, 1, 1, 0, 1, 1));
        Uncertainty.Coefficient bias = coefficients(result).getFirst();
        assertEquals(DETERMINED, bias.status());
        assertEquals(Math.log(3), bias.value(), 1e-3);
        assertEquals(1 / Math.sqrt(4 * 0.75 * 0.25), bias.modelStandardError().orElseThrow(), 2e-3);
        assertEquals(INFINITE, coefficients(result).get(1).status());
    }

    @Test
    void boundEndsWhatWouldRunToInfinity() {
        ParameterChoices bounded = new ParameterChoices(Map.of(), List.of(), List.of("bias"), Map.of("bias", List.of(-2.0, 3.0)));
        assertEquals(List.of(AT_UPPER_BOUND), statuses(regression(1, bounded), choices(new double[6], 1, 1, 1, 1, 1, 1)));
    }

    @Test
    void priorOrPenaltyMakesItFinite() {
        FitResult result = trained(regression(1, fitted("bias")).prior("bias", new Prior.Normal(0, 1)),
                choices(new double[6], 1, 1, 1, 1, 1, 1));
        assertEquals(DETERMINED, coefficients(result).getFirst().status());
        assertEquals(List.of("choices-equal"), result.warnings().stream().map(Warning::code).toList());
    }

    @Test
    void strongEffectsThatAreFiniteAreNotCalledSeparated() {
        for (int seed = 0; seed < 20; seed++) {
            RandomGenerator random = new Seed(seed).generator();
            int steps = 300;
            double[] inputs = new double[steps];
            double[] decisions = new double[steps];
            for (int t = 0; t < steps; t++) {
                inputs[t] = random.nextGaussian();
                decisions[t] = random.nextDouble() < 1 / (1 + Math.exp(-6 * inputs[t])) ? 1 : 0;
            }
            assertEquals(List.of(DETERMINED, DETERMINED),
                    statuses(regression(1, fitted("bias", "weights.initial")), choices(inputs, decisions)), "seed " + seed);
        }
    }

    @Test
    void rulesThatPredictEveryChoiceRunToInfinity() {
        // Of two odours one is always rewarded and accepted, the other punished and rejected, and weights begin at 0.
        int steps = 40;
        double[] inputs = new double[2 * steps];
        double[] rewards = new double[steps];
        double[] decisions = new double[steps];
        for (int t = 0; t < steps; t++) {
            inputs[2 * t + t % 2] = 1;
            rewards[t] = t % 2 == 0 ? 1 : -1;
            decisions[t] = t % 2 == 0 ? 1 : 0;
        }
        Dataset data = Recordings.of(Recordings.trajectory("a", steps, Map.of(Channel.input(2), inputs, Recordings.REWARD, rewards,
                Recordings.DECISION, decisions)));
        FitBuilder fit = SimulatedChoices.fit("x*r").gaussNewton(60).uncertainty();
        FitResult result = trained(fit.uncertainty(), data);
        assertEquals(INFINITE, coefficients(result).getFirst().status());
        assertEquals("infinity*x*r", result.formulas().get("rule"));
        FitResult several = trained(fit.starts(3), data);
        assertEquals(Map.of("rule.x*r", Double.POSITIVE_INFINITY), several.starts().optima().listed().getFirst().parameters());
        assertEquals("infinity*x*r", several.formulas().get("rule"));
    }

    @Test
    void uselessParametersAreNamed() {
        // Nothing comes in: its weight changes nothing.
        assertEquals(List.of(DETERMINED, WITHOUT_EFFECT),
                statuses(regression(1, fitted("bias", "weights.initial")), choices(new double[6], 1, 0, 1, 1, 0, 1)));
        // The readout is so weak that the logit changes by 0.01 at most, whatever the weight.
        FitBuilder weak = FitBuilder.of(new FeedforwardNetwork(), new FeedforwardSettings(List.of(1, 1, 1),
                        Optional.of(Activation.TANH), 0.01, Optional.empty(), 0, 0, 0, Optional.empty(), Optional.empty()))
                .network(fitted("weights.initial")).rule("", new TaylorRule(), Rules.terms("x"), FIXED)
                .loss(new ChoiceCrossEntropy(), 1).gaussNewton(0).uncertainty();
        FitResult result = trained(weak, choices(new double[] {1, -1, 2, 1, -1, 0.5}, 1, 0, 1, 1, 0, 1));
        assertEquals(FLAT, coefficients(result).getFirst().status());
        assertTrue(result.warnings().stream().map(Warning::code).toList().contains("flat-direction"));
    }

    @Test
    void confoundedParametersStayConfounded() {
        // Two inputs that are always alike.
        assertEquals(List.of(CONFOUNDED, CONFOUNDED), statuses(regression(2, fitted("weights.initial")),
                choices(new double[] {1, 1, 2, 2, -1, -1, 0.5, 0.5, 1, 1}, 1, 0, 0, 1, 1)));
    }

    @Test
    void simulatedFliesAreNotCalledSeparated() {
        for (int seed = 0; seed < 3; seed++) {
            Dataset flies = new SimulatedChoices(1, -0.1, 200, 200).record(new Seed(seed));
            assertEquals(List.of(DETERMINED, DETERMINED),
                    statuses(SimulatedChoices.fit("x*r", "w").gaussNewton(60).uncertainty(), flies), "seed " + seed);
        }
    }
}
