package org.deltaw.kernel.likelihood;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deltaw.kernel.LikelihoodSettings.Combination;
import org.junit.jupiter.api.Test;

class ReplicatesTest {
    @Test
    void marginalLikelihoodIsTheMeanOfLikelihoods() {
        Replicates together = Replicates.of(new double[] {Math.log(0.1), Math.log(0.3), Math.log(0.5)}, Combination.MARGINAL);
        assertEquals(Math.log(0.3), together.logLikelihood(), 1e-15);
        assertArrayEquals(new double[] {1 / 9.0, 3 / 9.0, 5 / 9.0}, together.weights(), 1e-15);
        assertEquals(81 / 35.0, together.effectiveNumber(), 1e-13);
    }

    /** The likelihood of a thousand choices is no number that a computer has. */
    @Test
    void smallLikelihoodsAreNotRoundedToZero() {
        Replicates together = Replicates.of(new double[] {-2000, -2000 + Math.log(3)}, Combination.MARGINAL);
        assertEquals(-2000 + Math.log(2), together.logLikelihood(), 1e-12);
        assertArrayEquals(new double[] {0.25, 0.75}, together.weights(), 1e-12);
    }

    @Test
    void meanOfLogLikelihoodsIsALowerBound() {
        double[] each = {-3, -1, -7};
        Replicates mean = Replicates.of(each, Combination.MEAN);
        assertEquals(-11 / 3.0, mean.logLikelihood(), 1e-15);
        assertEquals(3, mean.effectiveNumber(), 1e-14);
        assertTrue(mean.logLikelihood() < Replicates.of(each, Combination.MARGINAL).logLikelihood());
    }

    @Test
    void oneReplicateIsTheRecording() {
        for (Combination combination : Combination.values()) {
            Replicates one = Replicates.of(new double[] {-12.5}, combination);
            assertEquals(-12.5, one.logLikelihood());
            assertEquals(1, one.effectiveNumber());
        }
    }

    @Test
    void whatIsNoNumberStaysNone() {
        assertTrue(Double.isNaN(Replicates.of(new double[] {-1, Double.NaN}, Combination.MARGINAL).logLikelihood()));
        assertTrue(Double.isNaN(Replicates.of(new double[] {Double.NaN, -1}, Combination.MEAN).logLikelihood()));
        assertEquals(Double.NEGATIVE_INFINITY,
                Replicates.of(new double[] {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY}, Combination.MARGINAL).logLikelihood());
        // What cannot be in one replicate may be in the other.
        assertEquals(Math.log(0.5) - 1,
                Replicates.of(new double[] {-1, Double.NEGATIVE_INFINITY}, Combination.MARGINAL).logLikelihood(), 1e-15);
    }
}
