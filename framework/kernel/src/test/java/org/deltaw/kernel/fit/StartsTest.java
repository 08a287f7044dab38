package org.deltaw.kernel.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.kernel.testing.Rules;
import org.deltaw.kernel.testing.SimulatedChoices;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.jvm.JvmBackend;
import org.deltaw.plugin.mlp.MlpRule;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.plugin.taylor.TaylorSettings;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.data.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training that is begun several times. */
class StartsTest {
    /** Of an experiment whose fit from 0 ends in a minimum that is worse than the truth, as about 1 in 100 do. */
    private static final long TRAP = 1077;
    private static final Dataset FLIES = new SimulatedChoices(1, -0.1, 60, 60).record(new Seed(3));

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
        return result.checkpoint().starts().stream().map(Checkpoint.Start::loss).toList();
    }

    @Test
    void lowestLossWinsAndAllAreReported() {
        List<Integer> begun = new ArrayList<>();
        FitResult result = train(mlp().starts(4), FLIES, Optional.empty(), new FitListener() {
            @Override
            public void startBegun(int number) {
                begun.add(number);
            }
        });
        assertEquals(List.of(1, 2, 3, 4), begun);
        List<Double> losses = losses(result);
        assertEquals(4, losses.stream().distinct().count());
        double least = losses.stream().min(Double::compare).orElseThrow();
        assertEquals(losses.indexOf(least) + 1, result.checkpoint().bestStart());
        assertEquals(least, result.metrics().total().loss(), 1e-12);
        assertEquals(new Outcome.Finished(), result.outcome());
        // The first is the one that a training with a single start makes.
        FitResult single = train(mlp(), FLIES, Optional.empty(), FitListener.SILENT);
        assertArrayEquals(single.checkpoint().parameters(), result.checkpoint().starts().getFirst().end().parameters());
        assertEquals(List.of(), single.checkpoint().starts());
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
        List<Checkpoint> kept = new ArrayList<>();
        FitListener keeping = new FitListener() {
            @Override
            public void checkpoint(Checkpoint checkpoint) {
                kept.add(checkpoint);
            }
        };
        FitResult whole = train(fit.checkpointInterval(0), FLIES, Optional.empty(), keeping);
        assertTrue(kept.size() >= 9, "there are " + kept.size() + " checkpoints");
        assertEquals(List.of(0, 1, 2, 3), kept.stream().map(each -> each.starts().size()).distinct().toList());
        for (Checkpoint standing : kept) {
            FitResult resumed = train(fit, FLIES, Optional.of(standing), FitListener.SILENT);
            assertArrayEquals(whole.checkpoint().parameters(), resumed.checkpoint().parameters());
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
        assertArrayEquals(one.checkpoint().parameters(), two.checkpoint().parameters());
    }

    @Test
    void startThatDivergedDoesNotWin() {
        FitResult result = train(taylor(1e160).starts(3), FLIES, Optional.empty(), FitListener.SILENT);
        assertTrue(losses(result).stream().allMatch(loss -> loss == Double.POSITIVE_INFINITY), () -> "" + losses(result));
        assertEquals(1, result.checkpoint().bestStart());
        assertTrue(result.outcome() instanceof Outcome.Diverged, () -> "" + result.outcome());
    }

    @Test
    void interruptedStartIsGoneOnWith() {
        FitResult stopped = train(mlp().starts(3), FLIES, Optional.empty(), new FitListener() {
            private int number;

            @Override
            public void startBegun(int begun) {
                number = begun;
            }

            @Override
            public boolean stopRequested() {
                return number == 2;
            }
        });
        assertEquals(new Outcome.Interrupted(0), stopped.outcome());
        assertEquals(1, stopped.checkpoint().starts().size());
        assertEquals(losses(train(mlp().starts(3), FLIES, Optional.empty(), FitListener.SILENT)),
                losses(train(mlp().starts(3), FLIES, Optional.of(stopped.checkpoint()), FitListener.SILENT)));
    }

    @Test
    void startsThatWouldAllBeTheSameAreRefused() {
        InvalidSpecException refused = assertThrows(InvalidSpecException.class, () -> taylor(0).starts(5).open(FLIES));
        assertEquals("training.starts", refused.key());
        assertEquals("All 5 starts would be the same, since no fitted parameter has random initial values. Give the rule some, "
                + "as with rule.initial-scale=0.1 if the family has that setting, or set starts to 1.", refused.getMessage());
        Checkpoint four = train(taylor(0.5).starts(4), FLIES, Optional.empty(), FitListener.SILENT).checkpoint();
        assertEquals("The checkpoint holds 4 starts, but there are to be 3; it belongs to another fit.",
                assertThrows(InvalidSpecException.class, () -> train(taylor(0.5).starts(3), FLIES, Optional.of(four),
                        FitListener.SILENT)).getMessage());
    }
}
