package org.deltaw.kernel.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.deltaw.expr.Expr;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.model.TargetMeans;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.Stubs;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.penalty.L2Penalty;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Observable;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final Channel OBSERVED = Channel.mask(Target.DECISION, 1);

    private static FitBuilder choices() {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.identity())
                .rule(new TaylorRule(), Rules.terms("x")).loss(new ChoiceCrossEntropy(), 1);
    }

    private static Trajectory trajectory(String id, double[] logits, double[] decisions, double[] observed) {
        return Recordings.trajectory(id, logits.length, Map.of(
                Channel.input(1), logits, Recordings.DECISION, decisions, OBSERVED, observed));
    }

    private static Metrics evaluate(FitBuilder fit, double coefficient, Trajectory... trajectories) {
        try (OpenFit opened = fit.open(Recordings.of(trajectories))) {
            return opened.problems().getFirst().evaluate(new double[] {coefficient});
        }
    }

    /** -log p of a decision, by the formula that one would write first. */
    private static double surprise(double logit, double decision) {
        double accept = 1 / (1 + Math.exp(-logit));
        return -Math.log(decision == 1 ? accept : 1 - accept);
    }

    @Test
    void totalsAreOverWhatWasObserved() {
        Metrics metrics = evaluate(choices(), 0,
                trajectory("a", new double[] {1, 2, 3}, new double[] {1, 0, 1}, new double[] {1, 0, 1}),
                trajectory("b", new double[] {-1}, new double[] {1}, new double[] {1}));
        double first = surprise(1, 1) + surprise(3, 1);
        double second = surprise(-1, 1);
        Metrics.Fitness total = metrics.total();
        assertEquals(4, total.steps());
        assertEquals(-(first + second), total.logLikelihood().orElseThrow(), 1e-14);
        assertEquals(2 * (first + second) / 3, total.deviance().orElseThrow(), 1e-14);
        assertEquals((first + second) / 3, total.loss(), 1e-14);
        assertEquals(List.of("a", "b"),
                metrics.trajectories().stream().map(Metrics.TrajectoryFitness::id).toList());
        Metrics.Fitness own = metrics.trajectories().getFirst().fitness();
        assertEquals(3, own.steps());
        assertEquals(-first, own.logLikelihood().orElseThrow(), 1e-14);
        assertEquals(first, own.deviance().orElseThrow(), 1e-14);
        assertEquals(first / 2, own.loss(), 1e-14);
    }

    /** The cost of choices under a constant probability. */
    private static double constant(double probability, int accepted, int rejected) {
        return -2 * (accepted * Math.log(probability) + rejected * Math.log(1 - probability)) / (accepted + rejected);
    }

    private static void assertExplained(double constant, Metrics.Fitness fitness) {
        double model = 2 * Math.log(2);
        assertEquals(model, fitness.deviance().orElseThrow(), 1e-14);
        assertEquals(100 * (constant - model) / constant, fitness.explainedOverConstantChoice().orElseThrow(), 1e-12);
    }

    @Test
    void constantChoiceIsThatOfAllDataThatAreFitted() {
        Metrics metrics = evaluate(choices(), 0,
                trajectory("a", new double[4], new double[] {1, 1, 1, 0}, new double[] {1, 1, 0, 1}),
                trajectory("b", new double[2], new double[] {1, 0}, new double[] {1, 1}));
        // Observed were 1, 1, 0 and 1, 0.
        assertExplained(constant(3.0 / 5, 3, 2), metrics.total());
        assertExplained(constant(3.0 / 5, 2, 1), metrics.trajectories().get(0).fitness());
        assertExplained(constant(3.0 / 5, 1, 1), metrics.trajectories().get(1).fitness());
    }

    @Test
    void replicatesOfARecordingCountOnceInTheConstantChoice() {
        Trajectory once = trajectory("a", new double[2], new double[] {1, 1}, new double[] {1, 1});
        Trajectory again = once.toBuilder().build();
        Metrics metrics = evaluate(choices(), 0, trajectory("b", new double[2], new double[] {0, 1}, new double[] {1, 1}),
                once, copy(again, "a2"), copy(again, "a3"));
        assertExplained(constant(3.0 / 4, 1, 1), metrics.trajectories().getFirst().fitness());
    }

    private static Trajectory copy(Trajectory trajectory, String id) {
        return Trajectory.builder(id, trajectory.steps()).recording(trajectory.recording()).columns(trajectory.columns())
                .initialStates(trajectory.initialStates()).build();
    }

    @Test
    void whatIsHeldOutIsComparedWithTheConstantChoiceOfWhatWasFitted() {
        Trajectory fitted = trajectory("a", new double[4], new double[] {1, 1, 1, 0}, new double[] {1, 1, 1, 1});
        Trajectory heldOut = trajectory("b", new double[2], new double[] {0, 0}, new double[] {1, 1})
                .toBuilder().use(Trajectory.Use.HELD_OUT).build();
        try (OpenFit opened = choices().open(Recordings.of(fitted, heldOut))) {
            Metrics metrics = opened.problems().getFirst().evaluateHeldOut(new double[] {0}).orElseThrow();
            assertExplained(constant(0.75, 0, 2), metrics.total());
        }
    }

    @Test
    void whatNeverHappensInTheDataThatAreFittedLeavesNothingToCompareWith() {
        Trajectory fitted = trajectory("a", new double[2], new double[] {1, 1}, new double[] {1, 1});
        Trajectory heldOut = trajectory("b", new double[2], new double[] {0, 1}, new double[] {1, 1})
                .toBuilder().use(Trajectory.Use.HELD_OUT).build();
        try (OpenFit opened = choices().open(Recordings.of(fitted, heldOut))) {
            assertEquals(OptionalDouble.empty(), opened.problems().getFirst().evaluateHeldOut(new double[] {0}).orElseThrow()
                    .total().explainedOverConstantChoice());
        }
    }

    @Test
    void aFittedModelMayBringTheMeansOfItsOwnData() {
        try (OpenFit opened = choices().open(Recordings.of(
                trajectory("a", new double[2], new double[] {0, 1}, new double[] {1, 1})))) {
            Metrics metrics = opened.problems().getFirst().evaluate(new double[] {0},
                    new TargetMeans(Map.of("decision", new double[] {0.9})));
            assertExplained(constant(0.9, 1, 1), metrics.total());
            InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () ->
                    opened.problems().getFirst().evaluate(new double[] {0}, TargetMeans.NONE));
            assertTrue(refusal.getMessage().startsWith("The means of 'decision' over the data that were fitted are not known"),
                    refusal.getMessage());
        }
    }

    @Test
    void whoAlwaysAcceptsLeavesAConstantChoiceNothingToExplain() {
        Metrics metrics = evaluate(choices(), 0,
                trajectory("a", new double[] {1, 2}, new double[] {1, 1}, new double[] {1, 1}));
        assertEquals(OptionalDouble.empty(), metrics.total().explainedOverConstantChoice());
        assertTrue(metrics.total().deviance().orElseThrow() > 0);
        assertTrue(metrics.total().explainedOverNoPlasticity().isPresent());
    }

    @Test
    void ruleThatChangesNothingExplainsNothing() {
        Trajectory trajectory = trajectory("a", new double[] {1, -2, 1}, new double[] {1, 0, 0}, new double[] {1, 1, 1});
        assertEquals(0, evaluate(choices(), 0, trajectory).total().explainedOverNoPlasticity().orElseThrow());
    }

    @Test
    void whatARuleExplainsIsComparedWithTheSameNetworkWithoutPlasticity() {
        Trajectory trajectory = trajectory("a", new double[] {1, 1}, new double[] {1, 0}, new double[] {1, 1});
        Metrics.Fitness fitness = evaluate(choices(), -3, trajectory).total();
        // The weight is 1 in the first step and 1 - 3 in the second.
        double model = surprise(1, 1) + surprise(-2, 0);
        double none = surprise(1, 1) + surprise(1, 0);
        assertEquals(100 * (none - model) / none, fitness.explainedOverNoPlasticity().orElseThrow(), 1e-12);
    }

    @Test
    void lossWithoutLikelihoodGivesTheLossAlone() {
        Channel activity = Channel.of(Target.ACTIVITY, 1);
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.identity())
                .rule(new TaylorRule(), Rules.terms("x"))
                .loss(new ActivityMeanSquaredError(), 2).loss(new L2Penalty(), 10);
        Metrics metrics = evaluate(fit, 0.5, Recordings.trajectory("a", 1,
                Map.of(Channel.input(1), new double[] {3}, activity, new double[] {1})));
        Metrics.Fitness expected = new Metrics.Fitness(1, 2 * 4, OptionalDouble.empty(), OptionalDouble.empty(),
                OptionalDouble.empty(), OptionalDouble.empty());
        assertEquals(expected, metrics.trajectories().getFirst().fitness());
        assertEquals(2 * 4 + 10 * 0.25, metrics.total().loss());
    }

    @Test
    void weightOfALossDoesNotChangeItsLikelihood() {
        Trajectory trajectory = trajectory("a", new double[] {1}, new double[] {1}, new double[] {1});
        FitBuilder tripled = FitBuilder.of(new FeedforwardNetwork(), Networks.identity())
                .rule(new TaylorRule(), Rules.terms("x")).loss(new ChoiceCrossEntropy(), 3);
        Metrics.Fitness fitness = evaluate(tripled, 0, trajectory).total();
        assertEquals(3 * surprise(1, 1), fitness.loss(), 1e-14);
        assertEquals(2 * surprise(1, 1), fitness.deviance().orElseThrow(), 1e-14);
    }

    @Test
    void likelihoodMayDependOnParametersOfTheRule() {
        LossFunction<NoSettings> scaled = Stubs.loss(inputs -> new Loss.NegativeLogLikelihood(
                inputs.prediction(Observable.LOGIT).times(inputs.ruleParameters().getFirst()),
                inputs.observed(Target.DECISION, Observable.LOGIT), Expr.ONE));
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.identity())
                .rule(new TaylorRule(), Rules.terms("x")).loss(scaled, 1);
        Trajectory trajectory = trajectory("a", new double[] {3}, new double[] {1}, new double[] {1});
        assertEquals(-3 * 0.5, evaluate(fit, 0.5, trajectory).total().logLikelihood().orElseThrow());
    }

    @Test
    void whatWasNotObservedMayBeNoNumber() {
        double[] logits = {1, 2, -1};
        double[] observed = {1, 0, 1};
        Metrics expected = evaluate(choices(), 0.5, trajectory("a", logits, new double[] {0, 1, 1}, observed));
        assertTrue(expected.total().explainedOverConstantChoice().isPresent());
        assertEquals(expected,
                evaluate(choices(), 0.5, trajectory("a", logits, new double[] {0, Double.NaN, 1}, observed)));
    }
}
