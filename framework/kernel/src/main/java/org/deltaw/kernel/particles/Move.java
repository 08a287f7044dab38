package org.deltaw.kernel.particles;

import java.util.random.RandomGenerator;
import org.deltaw.spi.Seed;

/** A way to propose where a particle may go. Immutable. */
sealed interface Move permits Walk, Jump {
    /** Returns where particles may go, in their order. */
    double[][] propose(double[][] from, RandomGenerator random, Seed seed);

    /** Returns the logarithm of how much more probable the way back is to be proposed than the way there (Hastings, 1970). */
    double logReturn(Place from, Place to);

    /**
     * A point.
     *
     * @param logStart the logarithm of the start distribution's density there
     */
    record Place(double[] point, double logStart) {}
}
