package org.deltaw.kernel.calibration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.deltaw.spi.Seed;
import org.junit.jupiter.api.Test;

class EcdfBandTest {
    @Test
    void uniformRanksStayInsideAsOftenAsPromised() {
        RandomGenerator random = new Seed(21).generator();
        for (int[] size : new int[][] {{100, 20}, {60, 1000}}) {
            EcdfBand band = EcdfBand.of(size[0], size[1], 0.95);
            int repetitions = 4000;
            long inside = IntStream.range(0, repetitions).filter(i -> band.holds(band.counts(
                    IntStream.range(0, size[0]).map(j -> random.nextInt(size[1])).toArray(), size[1]))).count();
            double share = (double) inside / repetitions;
            // Four standard errors below; above by what counts are coarse.
            assertTrue(share > 0.95 - 4 * 0.0035 && share < 0.98, size[0] + ": " + share);
        }
    }

    @Test
    void ranksThatAreTooNarrowTooWideOrShiftedLeaveTheBand() {
        EcdfBand band = EcdfBand.of(200, 100, 0.95);
        RandomGenerator random = new Seed(22).generator();
        int[] shifted = IntStream.range(0, 200).map(i -> Math.min(99, random.nextInt(100) + 15)).toArray();
        int[] narrow = IntStream.range(0, 200).map(i -> 20 + random.nextInt(60)).toArray();
        int[] wide = IntStream.range(0, 200).map(i -> (random.nextInt(75) + 63) % 100).toArray();
        for (int[] ranks : new int[][] {shifted, narrow, wide}) {
            assertFalse(band.holds(band.counts(ranks, 100)));
        }
    }

    @Test
    void theBandIsThatOfOneBinomialNumberWhereThereIsOnePlaceToLookAt() {
        EcdfBand band = EcdfBand.of(10, 2, 0.9);
        assertArrayEquals(new double[] {0.5, 1}, band.places());
        // Of 10 tosses 2 to 8 are heads with a probability of 0.979, 3 to 7 with 0.891.
        assertArrayEquals(new int[] {2, 10}, band.lower());
        assertArrayEquals(new int[] {8, 10}, band.upper());
    }

    @Test
    void ranksAreCountedUpToEachPlace() {
        EcdfBand band = EcdfBand.of(5, 4, 0.95);
        assertArrayEquals(new double[] {0.25, 0.5, 0.75, 1}, band.places());
        assertArrayEquals(new int[] {2, 3, 3, 5}, band.counts(new int[] {0, 0, 1, 3, 3}, 4));
        assertEquals(4, band.lower().length);
    }
}
