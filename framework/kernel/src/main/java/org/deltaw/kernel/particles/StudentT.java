package org.deltaw.kernel.particles;

import java.util.random.RandomGenerator;
import org.deltaw.kernel.sample.Covariance;
import org.hipparchus.special.Gamma;

/**
 * A multivariate t-distribution with 4 degrees of freedom, as wide as a mode's normal distribution with twice its covariance, whose tails
 * reach what is not normal of a mode (Kotz and Nadarajah, "Multivariate t Distributions and Their Applications", 2004, equation 1.1).
 * Immutable.
 */
final class StudentT {
    private static final int FREEDOM = 4;
    private static final double WIDENING = 2;

    private final double[] center;
    private final Covariance scale;
    private final double logFactor;

    StudentT(Mode mode) {
        this.center = mode.center().clone();
        int size = center.length;
        double[][] wide = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                wide[i][j] = WIDENING * mode.covariance()[i][j];
            }
        }
        this.scale = new Covariance(wide);
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
