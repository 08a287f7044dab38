package org.deltaw.behaviour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.rule.Signal;
import org.junit.jupiter.api.Test;

class EncountersTest {
    private static final OdourCode CODE = OdourCode.draw(2, 0.75, new Seed(1));
    private static final Encounters TWO_TRIALS = Encounters.of(new int[] {1, 0, 1, 0}, new boolean[] {false, true, true, false},
            new double[] {0.9, -0.1});

    @Test
    void eachEncounterIsAStep() {
        Map<Channel, double[]> columns = TWO_TRIALS.columns(CODE, 0, new Seed(3));
        assertEquals(Encounters.channels(2), List.copyOf(columns.keySet()));
        assertArrayEquals(new double[] {0, 0.75, 0.75, 0, 0, 0.75, 0.75, 0}, columns.get(Channel.input(2)));
        assertArrayEquals(new double[] {0, 1, 1, 0}, columns.get(Channel.UPDATE));
        assertArrayEquals(new double[] {0, 0.9, -0.1, 0}, columns.get(Channel.of(Signal.REWARD)));
        assertArrayEquals(new double[] {0, 1, 1, 0}, columns.get(Channel.of(Target.DECISION, 1)));
    }

    @Test
    void rejectionsAfterTheLastTrialBelongToNone() {
        assertEquals(List.of(new Trajectory.Trial(0, 2), new Trajectory.Trial(2, 3)), TWO_TRIALS.trials());
        assertEquals(4, TWO_TRIALS.steps());
    }

    @Test
    void noiseComesFromTheSeedAlone() {
        double[] first = noisy(3);
        assertArrayEquals(first, noisy(3), 0);
        assertFalse(Arrays.equals(first, noisy(4)));
    }

    private static double[] noisy(long seed) {
        return Objects.requireNonNull(TWO_TRIALS.columns(CODE, 0.05, new Seed(seed)).get(Channel.input(2)));
    }

    @Test
    void rewardsAndDecisionsMustAgree() {
        assertEquals("There are 2 odours, 2 decisions, of which 1 accept, and 2 rewards; expected a decision for each odour, and a "
                + "reward for each accepted one.", assertThrows(IllegalArgumentException.class, () -> Encounters.of(
                        new int[] {0, 1}, new boolean[] {true, false}, new double[] {1, 0})).getMessage());
        assertThrows(IllegalArgumentException.class, () -> Encounters.of(new int[] {0}, new boolean[] {true, true}, new double[2]));
    }
}
