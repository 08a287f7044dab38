package org.deltaw.kernel.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.objective.Curvature;
import org.deltaw.kernel.prior.Prior;
import org.deltaw.kernel.testing.Differences;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.SimulatedChoices;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.feedforward.FeedforwardSettings;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.network.Activation;
import org.deltaw.spi.parameter.Scope;
import org.junit.jupiter.api.Test;

class PriorsTest {
    private static final Prior STANDARD = new Prior.Normal(0, 1);
    private static final Dataset FLIES = new SimulatedChoices(1, -0.1, 60, 60).record(new Seed(1));

    /** One neuron that shows its bias as its logit. */
    private static FitBuilder bias(Map<String, Scope> scope) {
        return FitBuilder.of(new FeedforwardNetwork(), new FeedforwardSettings(List.of(1, 1, 1),
                        Optional.of(Activation.LINEAR), 1, Optional.empty(), 0, 0, 0, Optional.empty(), Optional.empty()))
                .network(new ParameterChoices(Map.of(), List.of(), List.of("bias"), Map.of(), scope))
                .rule("", new TaylorRule(), Rules.terms("x"), new ParameterChoices(Map.of(), List.of("x"), List.of(), Map.of()))
                .loss(new ChoiceCrossEntropy(), 1).gaussNewton(50).tolerances(1e-14, 1e-16, 1e-14).uncertainty();
    }

    private static Trajectory chosen(String id, int accepted, int steps) {
        double[] decisions = new double[steps];
        Arrays.fill(decisions, 0, accepted, 1);
        return Recordings.trajectory(id, steps, Map.of(Channel.input(1), new double[steps], Recordings.DECISION, decisions));
    }

    private static FitResult trained(FitBuilder fit, Dataset data) {
        try (OpenFit opened = fit.open(data)) {
            return opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT);
        }
    }

    private static String refusal(FitBuilder fit) {
        return assertThrows(InvalidSpecException.class, () -> fit.open(FLIES)).getMessage();
    }

    @Test
    void fitIsTheModeOfThePosteriorAndItsErrorThatOfTheInverseInformation() {
        FitResult result = trained(bias(Map.of()).prior("bias", new Prior.Normal(0.5, 0.4)), Recordings.of(chosen("a", 15, 20)));
        double mode = result.best().parameters()[0];
        double p = 1 / (1 + Math.exp(-mode));
        assertEquals(0, 15 - 20 * p - (mode - 0.5) / 0.16, 1e-6);
        assertTrue(result.isPosteriorMode());
        Uncertainty.Stated stated = assertInstanceOf(Uncertainty.Stated.class, result.uncertainty());
        assertEquals(Uncertainty.Basis.POSTERIOR, stated.basis());
        assertEquals(1 / Math.sqrt(20 * p * (1 - p) + 1 / 0.16), stated.coefficients().getFirst().interval().orElseThrow().standardError(),
                1e-6);
        assertEquals(Optional.empty(), stated.information());
    }

    @Test
    void eachUnitHasThePrior() {
        FitResult result = trained(bias(Map.of("bias", Scope.SUBJECT)).prior("network.bias", new Prior.Normal(0, 2)), Recordings.of(
                Trajectory.builder("a", 20).subject("A").columns(chosen("a", 15, 20).columns()).build(),
                Trajectory.builder("b", 20).subject("B").columns(chosen("b", 20, 20).columns()).build()));
        double[] modes = result.best().parameters();
        for (int i = 0; i < 2; i++) {
            assertEquals(0, (i == 0 ? 15 : 20) - 20 / (1 + Math.exp(-modes[i])) - modes[i] / 4, 1e-6);
        }
        assertEquals(2, result.parameters().stream().filter(each -> each.prior().isPresent()).count());
    }

    @Test
    void withoutEffectAParameterHasItsPrior() {
        FitResult result = trained(SimulatedChoices.fit("x*r", "w").gaussNewton(50).uncertainty()
                .prior("w", new Prior.Normal(-3, 1e-4)), FLIES);
        assertEquals(-3, result.best().parameters()[1], 1e-5);
        assertEquals(1e-4, assertInstanceOf(Uncertainty.Stated.class, result.uncertainty()).coefficients().get(1).interval()
                .orElseThrow().standardError(), 1e-7);
    }

    @Test
    void derivativesAreThoseOfTheValue() {
        double[] point = {0.7, -0.3};
        try (OpenFit opened = SimulatedChoices.fit("x*r", "w").prior("w", new Prior.Normal(0.2, 0.1)).prior("x*r", STANDARD).open(FLIES);
                OpenFit plain = SimulatedChoices.fit("x*r", "w").open(FLIES)) {
            Problem problem = opened.problems().getFirst();
            Curvature with = problem.curvature(point);
            Curvature without = plain.problems().getFirst().curvature(point);
            double added = 0.5 * Math.log(2 * Math.PI) + 0.49 / 2 + 0.5 * Math.log(2 * Math.PI) + Math.log(0.1) + 0.25 / 0.02;
            assertEquals(added / 120, with.gradient().loss() - without.gradient().loss(), 1e-12);
            assertArrayEquals(Differences.central(point, at -> problem.gradient(at).loss()), with.gradient().values(), 1e-7);
            assertEquals(1.0 / 120, with.matrix()[0] - without.matrix()[0], 1e-12);
            assertEquals(100.0 / 120, with.matrix()[3] - without.matrix()[3], 1e-12);
            assertEquals(with.matrix()[1], without.matrix()[1]);
        }
    }

    @Test
    void uniformPriorSetsTheBounds() {
        FitResult result = trained(bias(Map.of()).prior("bias", new Prior.Uniform(-1, 0.25)), Recordings.of(chosen("a", 15, 20)));
        assertEquals(0.25, result.best().parameters()[0]);
        assertEquals(Uncertainty.Status.AT_UPPER_BOUND,
                assertInstanceOf(Uncertainty.Stated.class, result.uncertainty()).coefficients().getFirst().status());
    }

    @Test
    void namesThatMeanNothingOrTooMuchAreRefused() {
        assertEquals("'forgett' is no parameter of rule, network or loss. Fitted are rule.x*r, rule.w.",
                refusal(SimulatedChoices.fit("x*r", "w").prior("forgett", STANDARD)));
        assertTrue(refusal(SimulatedChoices.fit("x*r", "w").prior("rule.x*w", STANDARD)).contains("did you mean 'rule.x*r'?"));
        assertTrue(refusal(SimulatedChoices.fit("x*r", "w").prior("bias", STANDARD)).startsWith(
                "'bias' is not fitted, so it has no prior"));
        assertTrue(refusal(SimulatedChoices.fit("x*r", "w").prior("w", STANDARD).prior("rule.w", STANDARD))
                .startsWith("'rule.w' has two priors"));
        ParameterChoices bounded = new ParameterChoices(Map.of(), List.of(), List.of(), Map.of("w", List.of(-1.0, 0.0)));
        FitBuilder within = FitBuilder.of(new FeedforwardNetwork(), SimulatedChoices.network())
                .rule("", new TaylorRule(), Rules.terms("w"), bounded).loss(new ChoiceCrossEntropy(), 1);
        assertTrue(refusal(within.prior("w", new Prior.Uniform(-2, 0))).startsWith("The uniform prior of 'w' reaches from -2.0 to 0.0"));
    }

    @Test
    void priorsNeedALikelihood() {
        assertTrue(refusal(FitBuilder.of(new FeedforwardNetwork(), SimulatedChoices.network()).rule(new TaylorRule(), Rules.terms("w"))
                .loss(new ChoiceCrossEntropy(), 2).prior("w", STANDARD)).startsWith("Priors need one loss with the weight 1"));
    }
}
