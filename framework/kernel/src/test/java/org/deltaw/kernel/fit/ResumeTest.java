package org.deltaw.kernel.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Networks;
import org.deltaw.kernel.testing.Recordings;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.mlp.MlpRule;
import org.deltaw.spi.data.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {
    private static final Dataset DATA = Recordings.random(Recordings.choices(2), 3, 6, 1);

    /** Remembers what it was told, and asks to stop at a certain question. */
    private static final class Recorder implements FitListener {
        private final List<Epoch> epochs = new ArrayList<>();
        private final List<Checkpoint> checkpoints = new ArrayList<>();
        private final int stopAt;
        private int asked;

        Recorder(int stopAt) {
            this.stopAt = stopAt;
        }

        @Override
        public void epochDone(int start, Epoch epoch) {
            assertEquals(1, start);
            epochs.add(epoch);
        }

        @Override
        public void checkpoint(Checkpoint checkpoint) {
            checkpoints.add(checkpoint);
        }

        @Override
        public boolean stopRequested() {
            return ++asked == stopAt;
        }
    }

    private static FitBuilder fit(int epochs) {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.layers(2, 3, 1)).rule(new MlpRule(), Rules.mlp(3))
                .loss(new ChoiceCrossEntropy(), 1).adam(0.02, epochs).perTrajectory().patience(100, 1e-3);
    }

    private static FitResult train(FitBuilder fit, Optional<Checkpoint> from, FitListener listener) {
        try (OpenFit opened = fit.open(DATA)) {
            return opened.problems().getFirst().train(from, listener);
        }
    }

    private static void assertSame(Checkpoint.Start expected, Checkpoint.Start actual) {
        assertArrayEquals(expected.parameters(), actual.parameters());
        assertEquals(expected.search().optimizer(), actual.search().optimizer());
        assertEquals(expected.search().state(), actual.search().state());
        assertEquals(expected.bestLoss(), actual.bestLoss());
        assertEquals(expected.epochsSinceBest(), actual.epochsSinceBest());
        assertEquals(expected.epochs(), actual.epochs());
        for (int i = 0; i < expected.epochs(); i++) {
            assertEquals(expected.history().get(i).number(), actual.history().get(i).number());
            assertEquals(expected.history().get(i).loss(), actual.history().get(i).loss());
            assertArrayEquals(expected.history().get(i).parameters(), actual.history().get(i).parameters());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 6})
    void resumedTrainingEndsWithTheBitsOfOneThatWasNotStopped(int epochs) {
        Recorder recorder = new Recorder(0);
        FitResult whole = train(fit(7).checkpointInterval(0), Optional.empty(), recorder);
        assertEquals(7, recorder.checkpoints.size());
        Checkpoint kept = recorder.checkpoints.get(epochs - 1);
        assertEquals(epochs, kept.epochs());
        FitResult resumed = train(fit(7), Optional.of(kept), FitListener.SILENT);
        assertSame(whole.best(), resumed.best());
        assertEquals(whole.metrics(), resumed.metrics());
        assertEquals(epochs, kept.epochs());
        assertArrayEquals(whole.best().history().get(epochs - 1).parameters(), kept.starts().getFirst().parameters());
    }

    @Test
    void finishedTrainingGoesOnWhenEpochsAreAdded() {
        Checkpoint three = train(fit(3), Optional.empty(), FitListener.SILENT).starts().checkpoint();
        assertSame(train(fit(7), Optional.empty(), FitListener.SILENT).best(),
                train(fit(7), Optional.of(three), FitListener.SILENT).best());
    }

    @Test
    void patienceIsNotRenewedByResuming() {
        FitBuilder fit = fit(50).patience(2, 0.5);
        FitResult converged = train(fit, Optional.empty(), FitListener.SILENT);
        assertEquals(new Outcome.Converged(3, Outcome.PATIENCE, "the loss has not improved for 2 iterations"), converged.outcome());
        assertEquals(new Outcome.Converged(3, Outcome.PATIENCE, "the loss has not improved for 2 iterations"),
                train(fit, Optional.of(converged.starts().checkpoint()), FitListener.SILENT).outcome());
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6})
    void stopInsideAnEpochLeavesTheLastWholeOne(int question) {
        Recorder recorder = new Recorder(question);
        FitResult stopped = train(fit(7), Optional.empty(), recorder);
        assertEquals(new Outcome.Interrupted(1), stopped.outcome());
        assertSame(train(fit(1), Optional.empty(), FitListener.SILENT).best(), stopped.best());
        assertEquals(1, recorder.epochs.size());
        assertEquals(1, recorder.checkpoints.size());
        assertSame(stopped.best(), recorder.checkpoints.getFirst().starts().getFirst());
        assertSame(train(fit(7), Optional.empty(), FitListener.SILENT).best(),
                train(fit(7), Optional.of(recorder.checkpoints.getFirst()), FitListener.SILENT).best());
    }

    @Test
    void stopBeforeTheFirstUpdateLeavesTheStart() {
        FitResult stopped = train(fit(7), Optional.empty(), new Recorder(1));
        assertEquals(new Outcome.Interrupted(0), stopped.outcome());
        assertSame(train(fit(0), Optional.empty(), FitListener.SILENT).best(), stopped.best());
    }

    @Test
    void listenerHearsOfEveryEpochAndOfNoCheckpointWithinTheInterval() {
        Recorder recorder = new Recorder(0);
        FitResult result = train(fit(3), Optional.empty(), recorder);
        assertEquals(result.best().history(), recorder.epochs);
        assertEquals(List.of(1, 2, 3), recorder.epochs.stream().map(Epoch::number).toList());
        assertEquals(List.of(), recorder.checkpoints);
    }
}
