package org.deltaw.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.testkit.derivative.Differences;
import org.junit.jupiter.api.Test;

class ReplayTest {
    @Test
    void everySeedIsTried() {
        List<Long> seeds = new ArrayList<>();
        Replay.seeds(3, seeds::add);
        assertEquals(List.of(1L, 2L, 3L), seeds);
    }

    @Test
    void failureNamesItsSeed() {
        AssertionError failure = assertThrows(AssertionError.class, () -> Replay.seeds(5, seed -> {
            if (seed == 4) {
                fail("no");
            }
        }));
        assertEquals("With seed 4: no", failure.getMessage());
    }

    @Test
    void differencesAreExactForPolynomialsOfLowDegree() {
        assertEquals(5, Differences.derivative(x -> 5 * x + 7 * x * x - Math.pow(x, 6)), 1e-12);
        assertEquals(8, Differences.along(v -> v[0] * v[1], new double[] {2, 3}, new double[] {2, 1}), 1e-12);
    }
}
