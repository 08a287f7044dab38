package org.deltaw.kernel.minimise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.Stubs;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Observable;
import org.junit.jupiter.api.Test;

/** One neuron shows its input times a weight, which a wrong coefficient makes as large as one likes. */
class DivergenceTest {
    private static FitBuilder growing(double coefficient) {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.identity())
                .rule("", new TaylorRule(), Rules.terms("w^2"),
                        new ParameterChoices(Map.of("w^2", coefficient), List.of(), List.of(), Map.of()))
                .loss(new ActivityMeanSquaredError(), 1);
    }

    private static Trajectory trajectory(String id, double gate, double... inputs) {
        double[] update = new double[inputs.length];
        Arrays.fill(update, gate);
        return Recordings.trajectory(id, inputs.length, Map.of(Channel.input(1), inputs, Channel.UPDATE, update,
                Channel.of(Target.ACTIVITY, 1), new double[inputs.length]));
    }

    private static FitResult train(FitBuilder fit, FitListener listener, Trajectory... trajectories) {
        try (OpenFit opened = fit.open(Recordings.of(trajectories))) {
            return opened.problems().getFirst().train(Optional.empty(), listener);
        }
    }

    private static Outcome outcome(FitBuilder fit, Trajectory... trajectories) {
        return train(fit, FitListener.SILENT, trajectories).outcome();
    }

    @Test
    void infiniteLossIsLocated() {
        Trajectory calm = trajectory("calm", 0, 1, 1, 1);
        Trajectory wild = trajectory("wild", 1, 1, 1, 1);
        assertEquals(new Outcome.Diverged(1, "wild", 1, "loss"), outcome(growing(1e200), calm, wild));
        assertEquals(new Outcome.Diverged(1, "wild", 1, "loss"), outcome(growing(1e200).perTrajectory(), calm, wild));
    }

    @Test
    void infiniteStateIsLocated() {
        assertEquals(new Outcome.Diverged(1, "wild", 1, "state 'weights'"),
                outcome(growing(1e200), trajectory("wild", 1, 1, 0, 0, 1)));
    }

    @Test
    void infiniteDerivativeOfAFiniteLossIsLocatedToo() {
        FitBuilder fit = FitBuilder.of(new FeedforwardNetwork(), Networks.identity())
                .rule("", new TaylorRule(), Rules.terms("1"), ParameterChoices.NONE)
                .loss(Stubs.loss(inputs -> new Loss.Misfit(
                        inputs.prediction(Observable.LOGIT).sqrt(), inputs.observed(Target.ACTIVITY, Observable.LOGIT),
                        OptionalDouble.empty())), 1)
                .perTrajectory();
        assertEquals(new Outcome.Diverged(1, "wild", -1, "gradient"),
                outcome(fit, trajectory("calm", 1, 1, 1), trajectory("wild", 1, 1, 0)));
    }

    @Test
    void stateOfTheLastWholeEpochIsKept() {
        List<Checkpoint> kept = new ArrayList<>();
        FitListener listener = new FitListener() {
            @Override
            public void checkpoint(Checkpoint checkpoint) {
                kept.add(checkpoint);
            }
        };
        Trajectory calm = trajectory("calm", 0, 1, 1, 1);
        Trajectory wild = trajectory("wild", 1, 1, 1, 1);
        // In epoch 1 the coefficient moves to some 1e60, with which weights of 1e60 and 1e180 follow.
        FitBuilder fit = growing(0).adam(1e60, 9).perTrajectory();
        FitResult result = train(fit, listener, calm, wild);
        assertEquals(new Outcome.Diverged(2, "wild", 2, "loss"), result.outcome());
        assertEquals(1, result.best().epochs());
        assertEquals(2, result.best().search().state().number("updates"));
        assertArrayEquals(result.best().history().getFirst().parameters(), result.best().parameters());
        assertArrayEquals(result.best().parameters(), result.parameters().getLast().values());
        assertEquals(1, kept.size());
        assertArrayEquals(result.best().parameters(), kept.getFirst().starts().getFirst().parameters());
        double[] before = train(growing(0).adam(1e60, 1).perTrajectory(), FitListener.SILENT, calm, wild).best().parameters();
        assertArrayEquals(before, result.best().parameters());
    }

    @Test
    void divergenceInTheFirstEpochKeepsTheStart() {
        FitResult result = train(growing(1e200), FitListener.SILENT, trajectory("wild", 1, 1, 1, 1));
        assertArrayEquals(new double[] {1e200}, result.best().parameters());
        assertEquals(List.of(), result.best().history());
        assertFalse(Double.isFinite(result.metrics().total().loss()));
    }

    @Test
    void divergenceByTheVeryLastUpdateIsReported() {
        FitResult result = train(growing(0).adam(1e60, 1), FitListener.SILENT, trajectory("wild", 1, 1, 1, 1));
        assertEquals(new Outcome.Diverged(1, "wild", 2, "loss"), result.outcome());
        assertEquals(1, result.best().epochs());
    }
}
