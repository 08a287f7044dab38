package org.deltaw.kernel.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.kernel.minimise.SearchStand;
import org.deltaw.kernel.testing.CountingBackend;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.SimulatedChoices;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.jvm.JvmBackend;
import org.deltaw.plugin.mlp.MlpRule;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.plugin.taylor.TaylorSettings;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.optimizer.OptimizerState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training that is begun several times. */
class StartsTest {
    /** Of an experiment whose fit from 0 ends in a minimum that is worse than the truth, as about 1 in 100 do. */
    private static final long TRAP = 1077;
    private static final Dataset FLIES = new SimulatedChoices(1, -0.1, 60, 60).record(new Seed(3));
    private static final Dataset PAIR = new SimulatedChoices(1, -0.1, 30, 20).record(new Seed(4));

    private static FitBuilder taylor(double scale) {
        return FitBuilder.of(new FeedforwardNetwork(), SimulatedChoices.network()).backend(new JvmBackend(), Precision.F64)
                .rule(new TaylorRule(), TaylorSettings.listing(scale, "x*r", "w", "x"))
                .loss(new ChoiceCrossEntropy(), 1).gaussNewton(100);
    }

    private static FitBuilder mlp() {
        return FitBuilder.of(new FeedforwardNetwork(), SimulatedChoices.network())
                .backend(new JvmBackend(), Precision.F64).rule(new MlpRule(), Rules.mlp(3))
                .loss(new ChoiceCrossEntropy(), 1).adam(0.02, 6);
    }

    private static FitResult train(FitBuilder fit, Dataset data, Optional<Checkpoint> from, FitListener listener) {
        try (OpenFit opened = fit.open(data)) {
            return opened.problems().getFirst().train(from, listener);
        }
    }

    private static List<Double> losses(FitResult result) {
        return result.starts().losses();
    }

    /** Tells the listener to keep all checkpoints, and to stop at a certain question; 0 for never. */
    private static final class Recorder implements FitListener {
        private final List<Checkpoint> kept = new ArrayList<>();
        private final List<Integer> epochsOf = new ArrayList<>();
        private final List<Integer> ended = new ArrayList<>();
        private final int stopAt;
        private int asked;

        Recorder(int stopAt) {
            this.stopAt = stopAt;
        }

        @Override
        public void epochDone(int start, Epoch epoch) {
            epochsOf.add(start);
        }

        @Override
        public void startEnded(int start) {
            ended.add(start);
        }

        @Override
        public void checkpoint(Checkpoint checkpoint) {
            kept.add(checkpoint);
        }

        @Override
        public boolean stopRequested() {
            return ++asked == stopAt;
        }
    }

    private static void assertSame(Checkpoint.Start expected, Checkpoint.Start actual) {
        assertArrayEquals(expected.parameters(), actual.parameters());
        assertEquals(expected.search().state(), actual.search().state());
        assertEquals(expected.history().stream().map(Epoch::loss).toList(), actual.history().stream().map(Epoch::loss).toList());
        assertEquals(expected.epochsSinceBest(), actual.epochsSinceBest());
    }

    @Test
    void lowestLossWinsAndAllAreReported() {
        FitResult result = train(mlp().starts(4), FLIES, Optional.empty(), FitListener.SILENT);
        List<Double> losses = losses(result);
        assertEquals(4, losses.stream().distinct().count());
        double least = losses.stream().min(Double::compare).orElseThrow();
        assertEquals(losses.indexOf(least) + 1, result.starts().best());
        assertEquals(least, result.metrics().total().loss(), 1e-12);
        assertEquals(new Outcome.Finished(), result.outcome());
        // The first is the one that a training with a single start makes.
        FitResult single = train(mlp(), FLIES, Optional.empty(), FitListener.SILENT);
        assertSame(single.best(), result.starts().checkpoint().starts().getFirst());
        assertEquals(List.of(), losses(single));
    }

    @Test
    void lowestLossOfThoseThatAreAllowedWins() {
        Checkpoint ends = new Checkpoint(DoubleStream.of(0.1, -0.1, 0.2, -0.2).mapToObj(value -> Checkpoint.Start.before(
                new SearchStand(new ExtensionId("adam"), new double[] {value}, new OptimizerState(1, Map.of())))).toList());
        List<Double> losses = List.of(0.5, 0.6, 0.4, Double.POSITIVE_INFINITY);
        assertEquals(3, Starts.ended(ends, losses, _ -> true).best());
        assertEquals(2, Starts.ended(ends, losses, numbers -> numbers[0] < 0).best());
        assertEquals(3, Starts.ended(ends, losses, numbers -> numbers[0] < -0.15).best(), "what diverged is no result");
        assertEquals(3, Starts.ended(ends, losses, _ -> false).best());
    }

    @Test
    void listenerHearsOfTheEpochsOfAllStartsSideBySide() {
        Recorder recorder = new Recorder(0);
        train(mlp().starts(3).adam(0.02, 2), FLIES, Optional.empty(), recorder);
        assertEquals(List.of(1, 2, 3, 1, 2, 3), recorder.epochsOf);
        assertEquals(List.of(1, 2, 3), recorder.ended);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyStartFindsTheBitsThatItFindsAlone(boolean adam) {
        FitBuilder fit = adam ? mlp().perTrajectory() : taylor(0.5);
        Checkpoint begun = train(fit.starts(5), FLIES, Optional.empty(), new Recorder(1)).starts().checkpoint();
        Checkpoint ended = train(fit, FLIES, Optional.empty(), FitListener.SILENT).starts().checkpoint();
        assertEquals(adam, ended.starts().stream().map(Checkpoint.Start::epochs).distinct().count() == 1, "some end before others");
        for (int i = 0; i < 5; i++) {
            Checkpoint one = new Checkpoint(List.of(begun.starts().get(i)));
            assertSame(train(fit.starts(1), FLIES, Optional.of(one), FitListener.SILENT).best(), ended.starts().get(i));
        }
    }

    @Test
    void whatAllStartsWantIsEvaluatedInOneCall() {
        CountingBackend alone = new CountingBackend();
        CountingBackend together = new CountingBackend();
        Dataset few = new SimulatedChoices(1, -0.1, 10, 20).record(new Seed(3));
        int most = 0;
        FitBuilder fit = taylor(0.5).gaussNewton(3).tolerances(0, 0, 0);
        Checkpoint begun = train(fit.starts(4), few, Optional.empty(), new Recorder(1)).starts().checkpoint();
        for (Checkpoint.Start start : begun.starts()) {
            int before = alone.curvatures();
            train(fit.starts(1).backend(alone, Precision.F64), few, Optional.of(new Checkpoint(List.of(start))), FitListener.SILENT);
            most = Math.max(most, alone.curvatures() - before);
        }
        train(fit.starts(4).backend(together, Precision.F64), few, Optional.empty(), FitListener.SILENT);
        // Curvatures cost most: who needs fewer trial steps before one waits for the others.
        assertEquals(most, together.curvatures(), "of " + alone.curvatures() + " when each start is alone");
    }

    @Test
    void patienceOfAStartIsItsOwn() {
        FitBuilder fit = mlp().starts(3).adam(0.5, 40).patience(1, 0.02);
        Recorder recorder = new Recorder(0);
        FitResult result = train(fit, FLIES, Optional.empty(), recorder);
        List<Integer> epochs = result.starts().checkpoint().starts().stream().map(Checkpoint.Start::epochs).toList();
        assertTrue(epochs.stream().distinct().count() > 1, () -> "choose other numbers: all starts made " + epochs);
        assertEquals(List.of(1, 2, 3), recorder.ended.stream().sorted().toList());
        assertEquals(epochs.get(result.starts().best() - 1), ((Outcome.Converged) result.outcome()).epoch());
    }

    @Test
    void severalStartsLeaveAMinimumThatIsWorseThanTheTruth() {
        Dataset trapping = new SimulatedChoices(1, -0.1, 200).record(new Seed(TRAP));
        double truth;
        try (OpenFit opened = taylor(0).open(trapping)) {
            truth = opened.problems().getFirst().gradient(new double[] {1, -0.1, 0}).loss();
        }
        FitResult one = train(taylor(0), trapping, Optional.empty(), FitListener.SILENT);
        assertTrue(one.metrics().total().loss() > truth, "it is trapped no longer: choose another seed");
        FitResult ten = train(taylor(0.5).starts(10), trapping, Optional.empty(), FitListener.SILENT);
        assertTrue(ten.metrics().total().loss() <= truth, "losses " + losses(ten) + ", truth " + truth);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void resumedTrainingEndsWithTheBitsOfOneThatWasNotStopped(boolean adam) {
        FitBuilder fit = adam ? mlp().starts(3) : taylor(0.5).starts(3);
        Recorder recorder = new Recorder(0);
        FitResult whole = train(fit.checkpointInterval(0), FLIES, Optional.empty(), recorder);
        assertTrue(recorder.kept.size() >= 6, "there are " + recorder.kept.size() + " checkpoints");
        int last = recorder.kept.size() - 1;
        for (int number : new int[] {0, 1, last / 2, last}) {
            Checkpoint standing = recorder.kept.get(number);
            FitResult resumed = train(fit, FLIES, Optional.of(standing), FitListener.SILENT);
            for (int i = 0; i < 3; i++) {
                assertSame(whole.starts().checkpoint().starts().get(i), resumed.starts().checkpoint().starts().get(i));
            }
            assertEquals(losses(whole), losses(resumed));
            assertEquals(whole.outcome(), resumed.outcome());
            assertEquals(whole.metrics(), resumed.metrics());
        }
    }

    @Test
    void numberOfThreadsChangesNoBit() {
        FitResult one = train(taylor(0.5).starts(3).threads(1), FLIES, Optional.empty(), FitListener.SILENT);
        FitResult two = train(taylor(0.5).starts(3).threads(2), FLIES, Optional.empty(), FitListener.SILENT);
        assertEquals(losses(one), losses(two));
        assertSame(one.best(), two.best());
    }

    @Test
    void startThatDivergedDoesNotWin() {
        FitResult result = train(taylor(1e160).starts(3), FLIES, Optional.empty(), FitListener.SILENT);
        assertTrue(losses(result).stream().allMatch(loss -> loss == Double.POSITIVE_INFINITY), () -> "" + losses(result));
        assertEquals(1, result.starts().best());
        assertTrue(result.outcome() instanceof Outcome.Diverged, () -> "" + result.outcome());
    }

    @Test
    void startThatDivergesLeavesTheOthersAlone() {
        Checkpoint begun = train(taylor(0.5).starts(3), FLIES, Optional.empty(), new Recorder(1)).starts().checkpoint();
        FitResult undisturbed = train(taylor(0.5).starts(3), FLIES, Optional.of(begun), FitListener.SILENT);
        List<Checkpoint.Start> starts = new ArrayList<>(begun.starts());
        SearchStand wild = new SearchStand(starts.get(1).search().optimizer(), new double[] {1e160, -1e160, 1e160},
                starts.get(1).search().state());
        starts.set(1, Checkpoint.Start.before(wild));
        FitResult result = train(taylor(0.5).starts(3), FLIES, Optional.of(new Checkpoint(starts)), FitListener.SILENT);
        assertEquals(Double.POSITIVE_INFINITY, losses(result).get(1));
        for (int i : new int[] {0, 2}) {
            assertSame(undisturbed.starts().checkpoint().starts().get(i), result.starts().checkpoint().starts().get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 5, 9})
    void interruptedStartsAreGoneOnWith(int question) {
        FitBuilder fit = mlp().perTrajectory().adam(0.02, 3).starts(3);
        Recorder recorder = new Recorder(question);
        FitResult stopped = train(fit, PAIR, Optional.empty(), recorder);
        // Two flies are two questions an epoch, for all starts at once.
        int epochs = (question - 1) / 2;
        if (epochs < 3) {
            assertEquals(new Outcome.Interrupted(epochs), stopped.outcome());
            assertEquals(List.of(), losses(stopped));
            assertEquals(1, recorder.kept.size());
            assertEquals(List.of(epochs, epochs, epochs),
                    recorder.kept.getFirst().starts().stream().map(Checkpoint.Start::epochs).toList());
        }
        assertEquals(losses(train(fit, PAIR, Optional.empty(), FitListener.SILENT)),
                losses(train(fit, PAIR, Optional.of(stopped.starts().checkpoint()), FitListener.SILENT)));
    }

    @Test
    void aCheckpointOfAnotherNumberOfStartsIsRefused() {
        Checkpoint four = train(taylor(0.5).starts(4), FLIES, Optional.empty(), FitListener.SILENT).starts().checkpoint();
        assertEquals("The checkpoint holds 4 starts, but there are to be 3; it belongs to another fit.",
                assertThrows(InvalidSpecException.class, () -> train(taylor(0.5).starts(3), FLIES, Optional.of(four),
                        FitListener.SILENT)).getMessage());
    }
}
