package org.deltaw.kernel.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.kernel.model.ParameterValue;
import org.deltaw.kernel.objective.Gradient;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.feedforward.FeedforwardSettings;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.penalty.L2Penalty;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Activation;
import org.deltaw.spi.optimizer.OptimizerState;
import org.junit.jupiter.api.Test;

/** Training where all can be computed by hand: what is fitted are biases, which are what the network shows. */
class TrainingTest {
    private static final ParameterChoices FIXED = new ParameterChoices(Map.of(), List.of("x"), List.of(), Map.of());

    private static FitBuilder biases(int neurons, Map<String, List<Double>> bounds) {
        return FitBuilder.of(new FeedforwardNetwork(), new FeedforwardSettings(List.of(1, neurons),
                        Optional.of(Activation.LINEAR), 5, Optional.empty(), 0, 0, 0, Optional.empty(), Optional.empty()))
                .network(new ParameterChoices(Map.of(), List.of(), List.of("bias"), bounds))
                .rule("", new TaylorRule(), Rules.terms("x"), FIXED)
                .loss(new ActivityMeanSquaredError(), 1);
    }

    /** One step with input 0, after which the loss is the mean of (bias - target)². */
    private static Trajectory target(String id, double... targets) {
        return Recordings.trajectory(id, 1, Map.of(
                Channel.input(1), new double[1], Channel.of(Target.ACTIVITY, targets.length), targets));
    }

    private static FitResult train(FitBuilder fit, Trajectory... trajectories) {
        try (OpenFit opened = fit.open(Recordings.of(trajectories))) {
            return opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT);
        }
    }

    private static OptimizerState adam(Checkpoint.Start standing) {
        return standing.search().state();
    }

    @Test
    void perBatchMovesAgainstTheMeanGradient() {
        FitResult result = train(biases(1, Map.of()).adam(0.5, 1), target("a", 1), target("b", 3));
        assertEquals(new Outcome.Finished(), result.outcome());
        Checkpoint.Start end = result.best();
        assertEquals(1, adam(end).number("updates"));
        assertEquals(0.1 * -4, adam(end).array("mean")[0], 1e-15);
        assertArrayEquals(new double[] {0.5 * 4 / (4 + 1e-8)}, end.parameters(), 1e-15);
        assertEquals((1 + 9) / 2.0, end.history().getFirst().loss(), 1e-15);
        assertArrayEquals(end.parameters(), end.history().getFirst().parameters());
    }

    @Test
    void perTrajectoryMovesAfterEachOfThem() {
        FitResult result = train(biases(1, Map.of()).adam(0.5, 1).perTrajectory(), target("a", 1), target("b", 3));
        Checkpoint.Start end = result.best();
        double first = 0.5 * 2 / (2 + 1e-8);
        double slope = 2 * (first - 3);
        assertEquals(2, adam(end).number("updates"));
        assertEquals(0.9 * (0.1 * -2) + 0.1 * slope, adam(end).array("mean")[0], 1e-15);
        assertEquals((1 + (first - 3) * (first - 3)) / 2, end.history().getFirst().loss(), 1e-15);
    }

    @Test
    void eachTrajectoryMeetsThePenaltyOnce() {
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.identity())
                .rule("", new TaylorRule(), Rules.terms("x"),
                        new ParameterChoices(Map.of("x", 3.0), List.of(), List.of(), Map.of()))
                .loss(new ActivityMeanSquaredError(), 1).loss(new L2Penalty(), 2);
        try (OpenFit opened = fit.open(Recordings.of(target("a", 1), target("b", 3)))) {
            Gradient gradient = opened.problems().getFirst().gradient(new double[] {3});
            assertEquals((1 + 9) / 2.0 + 2 * 9, gradient.loss(), 1e-15);
            assertArrayEquals(new double[] {2 * 2 * 3}, gradient.values());
        }
        assertEquals(0.1 * 12, adam(train(fit.adam(0.5, 1).perTrajectory(), target("a", 1)).best()).array("mean")[0],
                1e-15);
    }

    @Test
    void penaltyIsOnWhatIsFittedOfTheRulesAlone() {
        FitBuilder fit = biases(1, Map.of()).loss(new L2Penalty(), 2);
        try (OpenFit opened = fit.open(Recordings.of(target("a", 1)))) {
            assertEquals(0, opened.problems().getFirst().gradient(new double[] {1}).loss());
        }
        FitBuilder half = FitBuilder.of(new FeedforwardNetwork(), Networks.identity())
                .rule("", new TaylorRule(), Rules.terms("w", "x"),
                        new ParameterChoices(Map.of("w", 3.0, "x", 5.0), List.of("w"), List.of(), Map.of()))
                .loss(new ActivityMeanSquaredError(), 1).loss(new L2Penalty(), 2);
        try (OpenFit opened = half.open(Recordings.of(target("a", 0)))) {
            assertEquals(2 * 25, opened.problems().getFirst().gradient(new double[] {5}).loss());
        }
    }

    @Test
    void longGradientIsShortened() {
        assertArrayEquals(new double[] {-0.15, -0.2}, firstMean(biases(2, Map.of()).clip(2.5)), 1e-15);
    }

    @Test
    void gradientWithinTheLimitIsKept() {
        assertArrayEquals(new double[] {-0.3, -0.4}, firstMean(biases(2, Map.of()).clip(5)), 1e-15);
        assertArrayEquals(new double[] {-0.3, -0.4}, firstMean(biases(2, Map.of())), 1e-15);
    }

    /** A tenth of the gradient, which is (-3, -4) unless it is clipped. */
    private static double[] firstMean(FitBuilder fit) {
        return adam(train(fit.adam(0.1, 1), target("a", 3, 4)).best()).array("mean");
    }

    @Test
    void parametersStayWithinBounds() {
        FitBuilder fit = biases(2, Map.of("bias", List.of(-0.25, 0.25))).adam(0.1, 5);
        FitResult result = train(fit, target("a", 3, -4));
        assertArrayEquals(new double[] {0.25, -0.25}, result.best().parameters());
        assertArrayEquals(new double[] {0.2, -0.2}, result.best().history().get(1).parameters(), 1e-3);
    }

    @Test
    void trainingEndsWhenPatienceDoes() {
        FitResult result = train(biases(1, Map.of()).adam(0.1, 50).patience(3, 0), target("a", 0));
        assertEquals(new Outcome.Converged(4, Outcome.PATIENCE, "the loss has not improved for 3 iterations"), result.outcome());
        assertEquals(4, result.best().epochs());
        assertEquals(3, result.best().epochsSinceBest());
    }

    @Test
    void smallImprovementsDoNotCount() {
        FitBuilder slow = biases(1, Map.of()).adam(1e-3, 30);
        assertEquals(new Outcome.Finished(), train(slow.patience(3, 1e-4), target("a", 1)).outcome());
        assertEquals(new Outcome.Converged(4, Outcome.PATIENCE, "the loss has not improved for 3 iterations"),
                train(slow.patience(3, 0.1), target("a", 1)).outcome());
    }

    @Test
    void improvementRenewsPatience() {
        // Steps of 0.6 lead beyond the target of 1 and back.
        FitResult result = train(biases(1, Map.of()).adam(0.6, 12).patience(100, 0), target("a", 1));
        List<Double> losses = result.best().history().stream().map(Epoch::loss).toList();
        int worst = losses.indexOf(Collections.max(losses.subList(3, 12)));
        int best = losses.indexOf(Collections.min(losses));
        assertTrue(worst < best && losses.get(worst) > losses.get(2), losses.toString());
        assertEquals(losses.get(best), result.best().bestLoss());
        assertEquals(11 - best, result.best().epochsSinceBest());
    }

    @Test
    void zeroEpochsKeepTheStart() {
        FitResult result = train(biases(1, Map.of()).adam(0.1, 0), target("a", 2));
        assertEquals(new Outcome.Finished(), result.outcome());
        assertEquals(List.of(), result.best().history());
        assertArrayEquals(new double[1], result.best().parameters());
        assertEquals(4, result.metrics().total().loss(), 1e-15);
    }

    @Test
    void lossFalls() {
        FitResult result = train(biases(2, Map.of()).adam(0.05, 400), target("a", 0.5, -0.25));
        assertArrayEquals(new double[] {0.5, -0.25}, result.best().parameters(), 1e-6);
        assertEquals(0, result.metrics().total().loss(), 1e-12);
    }

    @Test
    void fixedParametersNeverMove() {
        Dataset dataset = Recordings.random(Recordings.activity(2, 3), 2, 5, 2);
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3))
                .rule("", new TaylorRule(), Rules.terms("x", "w", "x*y"),
                        new ParameterChoices(Map.of("w", 0.3), List.of("w"), List.of(), Map.of()))
                .loss(new ActivityMeanSquaredError(), 1).adam(0.1, 4);
        try (OpenFit opened = fit.open(dataset)) {
            FitResult result = opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT);
            List<ParameterValue> values = result.parameters();
            assertEquals(List.of("bias", "x", "w", "x*y"), values.stream().map(ParameterValue::name).toList());
            assertEquals(List.of(false, true, false, true), values.stream().map(ParameterValue::fitted).toList());
            assertArrayEquals(new double[] {0.1, 0.1, 0.1}, values.get(0).values());
            assertArrayEquals(new double[] {0.3}, values.get(2).values());
            assertEquals(2, result.best().parameters().length);
            assertTrue(Arrays.stream(result.best().parameters()).allMatch(value -> value != 0));
        }
    }

    @Test
    void checkpointOfAnotherFitIsRefused() {
        Checkpoint other = train(biases(2, Map.of()), target("a", 1, 1)).starts().checkpoint();
        try (OpenFit opened = biases(1, Map.of()).open(Recordings.of(target("a", 1)))) {
            assertEquals("The checkpoint holds 2 fitted numbers, but the model has 1; it belongs to another fit.",
                    assertThrows(InvalidSpecException.class, () -> opened.problems().getFirst()
                            .train(Optional.of(other), FitListener.SILENT)).getMessage());
        }
    }
}
