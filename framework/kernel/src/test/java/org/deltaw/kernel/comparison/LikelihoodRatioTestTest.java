package org.deltaw.kernel.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** The chi-squared distribution of likelihood ratios. */
class LikelihoodRatioTestTest {
    @Test
    void probabilitiesAreThoseOfTheTables() {
        assertEquals(0.05, new LikelihoodRatioTest(3.841458820694124, 1).pValue(), 1e-12);
        assertEquals(0.01, new LikelihoodRatioTest(23.209251158954356, 10).pValue(), 1e-12);
        // With two degrees of freedom it is exponential, far out, too.
        assertEquals(Math.exp(-2.5), new LikelihoodRatioTest(5, 2).pValue(), 1e-15);
        assertEquals(Math.exp(-100), new LikelihoodRatioTest(200, 2).pValue(), 1e-10 * Math.exp(-100));
        assertEquals(1, new LikelihoodRatioTest(0, 3).pValue(), 0);
    }

    @Test
    void ratiosOfWhatIsNotNestedAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new LikelihoodRatioTest(-0.1, 1));
        assertThrows(IllegalArgumentException.class, () -> new LikelihoodRatioTest(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new LikelihoodRatioTest(Double.NaN, 1));
    }
}
