package org.deltaw.kernel.predictive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PredictiveTest {
    private static final int MISSED = Choices.MISSED;

    private static Choices choices(int[] options, double... rewards) {
        return new Choices(options, rewards);
    }

    @Test
    void runsGoOnOverMissedTrials() {
        assertArrayEquals(new int[] {3, 1, 2}, choices(new int[] {0, 0, MISSED, 0, 1, 2, 2}, 0, 0, 0, 0, 0, 0, 0).runLengths());
        assertArrayEquals(new int[0], choices(new int[] {MISSED}, 0).runLengths());
    }

    @Test
    void repetitionsAreCountedByTheRewardBefore() {
        Choices first = choices(new int[] {0, 0, MISSED, 1, 1, 0}, 1, 0, 5, 1, 0, 1);
        Choices second = choices(new int[] {1, 0}, 0.5, 0);
        // Stays after wins: 0 to 0, 1 to 1, and not 1 to 0; shifts after losses: 0 to 1 over the missed trial, 1 to 0.
        assertEquals(new Repetition(2 / 3.0, 1), Repetition.of(List.of(first, second)));
        assertTrue(Double.isNaN(Repetition.of(List.of()).winStay()));
    }

    @Test
    void choicesAroundSwitchesStopAtTheNextSwitchAndAtTheEnd() {
        Choices first = choices(new int[] {0, 0, 0, 1, 1, 0, MISSED}, 0, 0, 0, 0, 0, 0, 0);
        Choices second = choices(new int[] {0, 1}, 0, 0);
        List<AroundSwitches.Switch> switches = List.of(new AroundSwitches.Switch(0, 2, 1), new AroundSwitches.Switch(0, 5, 0),
                new AroundSwitches.Switch(1, 1, 1));
        // Before: 0 of 0, 1, and 0 of 1, 1, 0; after: 0, 1, 1 of the first, 0 and a missed one of the second, 1 of the third.
        assertArrayEquals(new double[] {0, 0, 2 / 3.0, 1, 1, Double.NaN},
                AroundSwitches.of(List.of(first, second), switches, 2, 4).shares());
    }

    @Test
    void thereIsARewardForEveryTrial() {
        assertThrows(IllegalArgumentException.class, () -> choices(new int[] {0, 1}, 1));
    }
}
