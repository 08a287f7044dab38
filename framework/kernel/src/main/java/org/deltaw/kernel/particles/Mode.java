package org.deltaw.kernel.particles;

import java.util.Arrays;
import org.deltaw.kernel.sample.Covariance;
import org.hipparchus.exception.MathIllegalArgumentException;

/**
 * Where a posterior may be high: an optimum that a search has found, and how wide it is there.
 *
 * @param center the highest point
 * @param covariance the inverse of the curvature there; positive definite
 */
public record Mode(double[] center, double[][] covariance) {
    public Mode {
        if (covariance.length != center.length) {
            throw new IllegalArgumentException("A mode in " + center.length + " dimensions has a covariance of as many rows, not "
                    + covariance.length + ".");
        }
        try {
            new Covariance(covariance);
        } catch (MathIllegalArgumentException e) {
            throw new IllegalArgumentException("A mode's covariance is positive definite, unlike "
                    + Arrays.deepToString(covariance) + ".", e);
        }
    }

    /** The center of a standard normal distribution. */
    static Mode standard(int size) {
        double[][] identity = new double[size][size];
        for (int i = 0; i < size; i++) {
            identity[i][i] = 1;
        }
        return new Mode(new double[size], identity);
    }
}
