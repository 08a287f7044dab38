package org.deltaw.kernel.particles;

import java.util.random.RandomGenerator;
import org.deltaw.kernel.sample.Covariance;
import org.hipparchus.exception.MathIllegalArgumentException;

/**
 * Random walks whose steps have the covariance of the particles of a region, so that they are short in a narrow mode and long in a wide
 * one. What is short in one region and long in another is made reversible by the densities of both steps. Immutable.
 */
final class RegionWalk {
    /** The best step for a normal density is this over the root of the dimension (Roberts, Gelman and Gilks, 1997). */
    private static final double BEST = 2.38;
    /** With fewer particles for each coordinate, the covariance of the mode is used. */
    private static final int PARTICLES = 10;

    private final StartDistribution regions;
    private final Covariance[] covariances;

    /**
     * Measures the regions' particles.
     *
     * @param fallbacks covariances of regions with few particles
     */
    RegionWalk(StartDistribution regions, Covariance[] fallbacks, double[][] points) {
        this.regions = regions;
        this.covariances = fallbacks.clone();
        int size = points[0].length;
        int[] region = new int[points.length];
        int[] counts = new int[covariances.length];
        double[][] means = new double[covariances.length][size];
        for (int i = 0; i < points.length; i++) {
            region[i] = regions.region(points[i]);
            counts[region[i]]++;
            add(means[region[i]], points[i]);
        }
        for (int k = 0; k < covariances.length; k++) {
            if (counts[k] >= PARTICLES * size) {
                divide(means[k], counts[k]);
                covariances[k] = measured(points, region, k, means[k], covariances[k]);
            }
        }
    }

    private static void add(double[] sum, double[] point) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += point[j];
        }
    }

    private static void divide(double[] sum, double count) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] /= count;
        }
    }

    private static Covariance measured(double[][] points, int[] region, int which, double[] mean, Covariance fallback) {
        double[][] sums = new double[mean.length][mean.length];
        int count = 0;
        for (int i = 0; i < points.length; i++) {
            if (region[i] == which) {
                count++;
                addProducts(sums, points[i], mean);
            }
        }
        for (double[] row : sums) {
            divide(row, count - 1);
        }
        try {
            return new Covariance(sums);
        } catch (MathIllegalArgumentException e) {
            // Copies of fewer points than there are coordinates.
            return fallback;
        }
    }

    private static void addProducts(double[][] sums, double[] point, double[] mean) {
        for (int i = 0; i < mean.length; i++) {
            for (int j = 0; j < mean.length; j++) {
                sums[i][j] += (point[i] - mean[i]) * (point[j] - mean[j]);
            }
        }
    }

    /** Returns where a step ends. */
    double[] step(double[] from, double scale, RandomGenerator random) {
        double[] z = new double[from.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = random.nextGaussian();
        }
        double[] to = covariances[regions.region(from)].colored(z);
        for (int i = 0; i < to.length; i++) {
            to[i] = from[i] + length(scale, to.length) * to[i];
        }
        return to;
    }

    private static double length(double scale, int size) {
        return scale * BEST / Math.sqrt(size);
    }

    /** Returns the logarithm of how much more probable the step back is than the step was. */
    double logReturn(double[] from, double[] to, double scale) {
        int there = regions.region(to);
        int here = regions.region(from);
        return here == there ? 0 : logStep(covariances[there], to, from, scale) - logStep(covariances[here], from, to, scale);
    }

    /** Returns the logarithm of the density of a step, up to a constant. */
    private static double logStep(Covariance covariance, double[] from, double[] to, double scale) {
        double length = length(scale, from.length);
        return -covariance.squaredDistance(from, to) / (2 * length * length) - covariance.halfLogDeterminant();
    }

    /**
     * Returns how much points still depend on where they were: their correlation over the particles of a region, on average over
     * directions and over those that have not left their region; 0 if all have.
     */
    double correlation(double[][] before, double[][] now) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < now.length; i++) {
            int region = regions.region(before[i]);
            if (region == regions.region(now[i])) {
                sum += covariances[region].squaredDistance(before[i], now[i]) / (2 * now[i].length);
                count++;
            }
        }
        return count == 0 ? 0 : 1 - sum / count;
    }
}
