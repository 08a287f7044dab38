package org.deltaw.kernel.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ProportionTest {
    /** Sum of binomial probabilities from 0 to count. */
    private static double atMost(long count, long trials, double probability) {
        double term = Math.pow(1 - probability, trials);
        double sum = term;
        for (long k = 1; k <= count; k++) {
            term *= (trials - k + 1) / (double) k * probability / (1 - probability);
            sum += term;
        }
        return sum;
    }

    @Test
    void endsAreWhereSoFewOrManyHappenInTwoAndAHalfPercent() {
        Proportion proportion = new Proportion(7, 40);
        assertEquals(0.175, proportion.share());
        assertEquals(0.025, 1 - atMost(6, 40, proportion.lower()), 1e-9);
        assertEquals(0.025, atMost(7, 40, proportion.upper()), 1e-9);
    }

    @Test
    void nothingAndEverythingReachTheEnds() {
        assertEquals(0, new Proportion(0, 20).lower());
        // 1 - 0.025^(1/20).
        assertEquals(1 - Math.pow(0.025, 0.05), new Proportion(0, 20).upper(), 1e-9);
        assertEquals(1, new Proportion(20, 20).upper());
        assertEquals(Math.pow(0.025, 0.05), new Proportion(20, 20).lower(), 1e-9);
    }

    @Test
    void intervalHoldsTheProbabilityInAtLeastItsShareOfExperiments() {
        for (double probability : new double[] {0.05, 0.3, 0.95}) {
            double holds = 0;
            for (int count = 0; count <= 30; count++) {
                Proportion proportion = new Proportion(count, 30);
                if (proportion.lower() <= probability && probability <= proportion.upper()) {
                    holds += atMost(count, 30, probability) - (count == 0 ? 0 : atMost(count - 1, 30, probability));
                }
            }
            assertTrue(holds >= 0.95, holds + " at " + probability);
        }
    }

    @Test
    void countsThatCannotBeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Proportion(3, 2));
        assertThrows(IllegalArgumentException.class, () -> new Proportion(0, 0));
    }
}
