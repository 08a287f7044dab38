package org.deltaw.kernel.particles;

import org.deltaw.kernel.sample.Covariance;
import org.hipparchus.exception.MathIllegalArgumentException;

/** How particles spread over the regions of the start distribution: how many there are, around what mean, and how wide. Immutable. */
final class Regions {
    /** With fewer particles for each coordinate, what the mode says is used. */
    private static final int PARTICLES = 10;

    private final StartDistribution start;
    private final double[] shares;
    private final double[][] means;
    private final Covariance[] covariances;

    /** Measures particles. */
    Regions(StartDistribution start, double[][] points) {
        int count = start.regions();
        int size = points[0].length;
        this.start = start;
        this.shares = new double[count];
        this.means = new double[count][size];
        this.covariances = new Covariance[count];
        int[] region = new int[points.length];
        int[] counts = new int[count];
        for (int i = 0; i < points.length; i++) {
            region[i] = start.region(points[i]);
            counts[region[i]]++;
            add(means[region[i]], points[i]);
        }
        for (int k = 0; k < count; k++) {
            shares[k] = (double) counts[k] / points.length;
            if (counts[k] < PARTICLES * size || !measure(k, points, region, counts[k])) {
                means[k] = start.mode(k).center();
                covariances[k] = new Covariance(start.mode(k).covariance());
            }
        }
    }

    /** Returns whether there is a covariance: not with copies of fewer points than there are coordinates. */
    private boolean measure(int which, double[][] points, int[] region, int count) {
        double[] mean = means[which];
        divide(mean, count);
        double[][] sums = new double[mean.length][mean.length];
        for (int i = 0; i < points.length; i++) {
            if (region[i] == which) {
                addProducts(sums, points[i], mean);
            }
        }
        for (double[] row : sums) {
            divide(row, count - 1);
        }
        try {
            covariances[which] = new Covariance(sums);
            return true;
        } catch (MathIllegalArgumentException e) {
            return false;
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

    private static void addProducts(double[][] sums, double[] point, double[] mean) {
        for (int i = 0; i < mean.length; i++) {
            for (int j = 0; j < mean.length; j++) {
                sums[i][j] += (point[i] - mean[i]) * (point[j] - mean[j]);
            }
        }
    }

    /** Returns the number of regions. */
    int count() {
        return shares.length;
    }

    /** Returns the region of a point. */
    int of(double[] point) {
        return start.region(point);
    }

    /** Returns the share of particles in a region. */
    double share(int region) {
        return shares[region];
    }

    double[] mean(int region) {
        return means[region];
    }

    Covariance covariance(int region) {
        return covariances[region];
    }

    /**
     * Returns how much points still depend on where they were: their correlation over the particles of a region, on average over
     * directions and over those that have not left their region; 0 if all have.
     */
    double correlation(double[][] before, double[][] now) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < now.length; i++) {
            int region = of(before[i]);
            if (region == of(now[i])) {
                sum += covariances[region].squaredDistance(before[i], now[i]) / (2 * now[i].length);
                count++;
            }
        }
        return count == 0 ? 0 : 1 - sum / count;
    }
}
