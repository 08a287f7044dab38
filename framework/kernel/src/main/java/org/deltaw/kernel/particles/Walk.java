package org.deltaw.kernel.particles;

import java.util.random.RandomGenerator;
import org.deltaw.kernel.sample.Covariance;
import org.deltaw.spi.Seed;

/**
 * A step with the covariance of the particles of a region, so that it is short in a narrow mode and long in a wide one. What is short in
 * one region and long in another is made reversible by the densities of both steps.
 *
 * @param scale relative to the best step for a normal density
 */
record Walk(Regions regions, double scale) implements Move {
    /** The best step for a normal density is this over the root of the dimension (Roberts, Gelman and Gilks, 1997). */
    private static final double BEST = 2.38;

    private double length(int size) {
        return scale * BEST / Math.sqrt(size);
    }

    @Override
    public double[][] propose(double[][] from, RandomGenerator random, Seed seed) {
        double[][] proposed = new double[from.length][];
        double[] z = new double[from[0].length];
        double length = length(z.length);
        for (int i = 0; i < proposed.length; i++) {
            for (int j = 0; j < z.length; j++) {
                z[j] = random.nextGaussian();
            }
            double[] to = regions.covariance(regions.of(from[i])).colored(z);
            for (int j = 0; j < to.length; j++) {
                to[j] = from[i][j] + length * to[j];
            }
            proposed[i] = to;
        }
        return proposed;
    }

    @Override
    public double logReturn(Place from, Place to) {
        int here = regions.of(from.point());
        int there = regions.of(to.point());
        return here == there ? 0 : logStep(regions.covariance(there), from, to) - logStep(regions.covariance(here), from, to);
    }

    /** Returns the logarithm of the density of a step between two places, either way, up to a constant. */
    private double logStep(Covariance covariance, Place from, Place to) {
        double length = length(covariance.size());
        return -covariance.squaredDistance(from.point(), to.point()) / (2 * length * length) - covariance.halfLogDeterminant();
    }
}
