package org.deltaw.spi.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.deltaw.expr.Axis;
import org.deltaw.spi.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectivityTest {
    private static double[] draw(Connectivity connectivity, int pre, int post, long seed) {
        return connectivity.draw(pre, post, new Seed(seed).generator());
    }

    @Test
    void shareOfSynapsesIsTheProbability() {
        double[] pattern = draw(new Connectivity(0.3, true), 200, 100, 1);
        assertTrue(Arrays.stream(pattern).allMatch(synapse -> synapse == 0 || synapse == 1));
        // Six standard deviations of the mean of 20,000 draws: 6 sqrt(0.3 · 0.7 / 20000).
        assertEquals(0.3, Arrays.stream(pattern).average().orElseThrow(), 0.0195);
    }

    @Test
    void certainSynapsesAreAllThereButSelfConnections() {
        assertArrayEquals(new double[] {0, 1, 1, 1, 0, 1, 1, 1, 0}, draw(new Connectivity(1, false), 3, 3, 1));
        assertArrayEquals(new double[] {1, 1, 1, 1, 1, 1}, draw(Connectivity.COMPLETE, 2, 3, 1));
        assertTrue(new Connectivity(1, true).isComplete());
        assertFalse(new Connectivity(1, false).isComplete());
        assertFalse(new Connectivity(0.5, true).isComplete());
    }

    @Test
    void leavingOutSelfConnectionsChangesNoOthers() {
        double[] all = draw(new Connectivity(0.5, true), 6, 6, 4);
        double[] others = draw(new Connectivity(0.5, false), 6, 6, 4);
        for (int i = 0; i < 36; i++) {
            assertEquals(i / 6 == i % 6 ? 0 : all[i], others[i]);
        }
    }

    @Test
    void seedDecides() {
        Connectivity half = new Connectivity(0.5, true);
        assertArrayEquals(draw(half, 5, 7, 1), draw(half, 5, 7, 1));
        assertFalse(Arrays.equals(draw(half, 5, 7, 1), draw(half, 5, 7, 2)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN})
    void otherNumbersAreNoProbabilities(double number) {
        assertEquals("A probability of connection must be above 0 and at most 1, found " + number + ".",
                assertThrows(IllegalArgumentException.class, () -> new Connectivity(number, true)).getMessage());
    }

    @Test
    void onlySameNeuronsHaveSelfConnections() {
        Axis two = new Axis("pre", 2);
        Axis three = new Axis("post", 3);
        assertEquals("The 2 presynaptic and 3 postsynaptic neurons of 'weights' are not the same; self-connections cannot "
                + "be left out.", assertThrows(IllegalArgumentException.class, () -> SynapseGroup.of("weights", two, three)
                        .connected(new Connectivity(1, false))).getMessage());
    }
}
