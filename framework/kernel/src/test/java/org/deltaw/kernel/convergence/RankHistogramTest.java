package org.deltaw.kernel.convergence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.deltaw.spi.Seed;
import org.junit.jupiter.api.Test;

class RankHistogramTest {
    @Test
    void ranksAreCountedByChain() {
        RankHistogram ranks = RankHistogram.of(new Draws(new double[][] {{1, 2, 3, 8}, {7, 6, 5, 4}}), 4);
        assertArrayEquals(new int[] {2, 1, 0, 1}, ranks.counts()[0]);
        assertArrayEquals(new int[] {0, 1, 2, 1}, ranks.counts()[1]);
        assertEquals(1, ranks.expected());
    }

    @Test
    void countsOfIndependentDrawsVaryAsTheDeviationSays() {
        RandomGenerator random = new Seed(12).generator();
        double squares = 0;
        int counted = 0;
        double deviation = 0;
        for (int repetition = 0; repetition < 200; repetition++) {
            double[][] draws = new double[3][100];
            for (double[] chain : draws) {
                Arrays.setAll(chain, i -> random.nextDouble());
            }
            RankHistogram ranks = RankHistogram.of(new Draws(draws), 5);
            deviation = ranks.deviation();
            for (int[] chain : ranks.counts()) {
                for (int count : chain) {
                    squares += Math.pow(count - ranks.expected(), 2);
                    counted++;
                }
            }
        }
        assertEquals(deviation, Math.sqrt(squares / counted), 0.05 * deviation);
    }

    @Test
    void correlationsAreThoseOfLines() {
        Draws one = new Draws(new double[][] {{1, 2, 3}, {4, 5, 6}});
        assertEquals(-1, Correlation.of(one, one.map(x -> 3 - 0.1 * x)), 1e-12);
        assertTrue(Double.isNaN(Correlation.of(one, one.map(_ -> 2))));
        assertEquals(0.5, Correlation.of(new Draws(new double[][] {{0, 1, 2}}), new Draws(new double[][] {{0, 2, 1}})), 1e-12);
    }
}
