package org.deltaw.behaviour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class ExpectedRewardTest {
    @Test
    void ownRewardIsNotExpected() {
        assertArrayEquals(new double[] {0, 0.1, 0.1}, ExpectedReward.of(new double[] {1, 0, 1}, 10), 1e-15);
        assertArrayEquals(new double[] {1, -0.1, 0.9}, ExpectedReward.surprise(new double[] {1, 0, 1}, 10), 1e-15);
    }

    @Test
    void onlyTheLastTrialsCount() {
        assertArrayEquals(new double[] {0, 1.0 / 3, 1, 1, 2.0 / 3},
                ExpectedReward.of(new double[] {1, 2, 0, 0, 5}, 3), 1e-15);
    }

    @Test
    void windowOfOneIsTheLastReward() {
        assertArrayEquals(new double[] {0, 1, 0, 1}, ExpectedReward.of(new double[] {1, 0, 1, 1}, 1), 0);
    }
}
