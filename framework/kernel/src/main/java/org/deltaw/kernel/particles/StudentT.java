package org.deltaw.kernel.particles;

import java.util.random.RandomGenerator;
import org.deltaw.kernel.sample.Covariance;
import org.hipparchus.special.Gamma;

/**
 * A multivariate t-distribution with 4 degrees of freedom, whose tails reach what is not normal of a mode (Kotz and Nadarajah,
 * "Multivariate t Distributions and Their Applications", 2004, equation 1.1). Immutable.
 */
final class StudentT {
    private static final int FREEDOM = 4;

    private final double[] center;
    private final Covariance scale;
    private final double logFactor;

    /**
     * Centers it.
     *
     * @param scale the matrix in its density; half of its covariance
     */
    StudentT(double[] center, Covariance scale) {
        int size = center.length;
        this.center = center.clone();
        this.scale = scale;
        this.logFactor = Gamma.logGamma((FREEDOM + size) / 2.0) - Gamma.logGamma(FREEDOM / 2.0)
                - size * Math.log(FREEDOM * Math.PI) / 2 - scale.halfLogDeterminant();
    }

    double logDensity(double[] point) {
        return logFactor - (FREEDOM + center.length) / 2.0 * Math.log1p(scale.squaredDistance(center, point) / FREEDOM);
    }

    double[] draw(RandomGenerator random) {
        double[] z = new double[center.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = random.nextGaussian();
        }
        double chiSquared = 0;
        for (int i = 0; i < FREEDOM; i++) {
            double each = random.nextGaussian();
            chiSquared += each * each;
        }
        double[] drawn = scale.colored(z);
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = center[i] + drawn[i] / Math.sqrt(chiSquared / FREEDOM);
        }
        return drawn;
    }
}
