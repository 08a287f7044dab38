package org.deltaw.kernel.hamiltonian;

import java.util.Arrays;

/**
 * Estimates the covariances within blocks of coordinates from points that come one after the other, by Welford's recursion (Technometrics
 * 4, 1962), and draws them towards a small multiple of the identity as Stan does (Stan Reference Manual, "Automatic parameter tuning"):
 * {@code n / (n + 5) C + 0.001 * 5 / (n + 5) I}. Unlike there, covariances of a block of b coordinates are drawn towards 0, too, by
 * {@code n / (n + b)}: fewer points than coordinates would else say that most directions have no extent.
 */
final class CovarianceEstimator {
    /** As many points the prior estimate counts, and what it is. */
    private static final double PRIOR_POINTS = 5;
    private static final double PRIOR_VARIANCE = 1e-3;

    private final Blocks blocks;
    private final double[] mean;
    private final double[] products;
    private final double[] before;
    private double points;

    /** Goes on with what {@link #state} has told. */
    CovarianceEstimator(Blocks blocks, double[] state) {
        this.blocks = blocks;
        this.mean = new double[blocks.size()];
        this.products = new double[blocks.elements()];
        this.before = new double[mean.length];
        this.points = state[0];
        System.arraycopy(state, 1, mean, 0, mean.length);
        System.arraycopy(state, 1 + mean.length, products, 0, products.length);
    }

    /** Returns the state before the first point. */
    static double[] empty(Blocks blocks) {
        return new double[1 + blocks.size() + blocks.elements()];
    }

    /** Returns all that it knows: the number of points, their mean, and sums of products of deviations. */
    double[] state() {
        double[] state = new double[1 + mean.length + products.length];
        state[0] = points;
        System.arraycopy(mean, 0, state, 1, mean.length);
        System.arraycopy(products, 0, state, 1 + mean.length, products.length);
        return state;
    }

    /** Forgets all points. */
    void clear() {
        points = 0;
        Arrays.fill(mean, 0);
        Arrays.fill(products, 0);
    }

    void add(double[] point) {
        points++;
        for (int i = 0; i < mean.length; i++) {
            before[i] = point[i] - mean[i];
            mean[i] += before[i] / points;
        }
        int next = 0;
        for (int[] block : blocks.blocks()) {
            for (int i = 0; i < block.length; i++) {
                double after = point[block[i]] - mean[block[i]];
                for (int j = 0; j <= i; j++) {
                    products[next++] += after * before[block[j]];
                }
            }
        }
    }

    /** Returns the lower triangles of the estimates of all blocks, row by row; of two points or more. */
    double[] estimate() {
        double[] estimate = new double[products.length];
        double weight = points / (points + PRIOR_POINTS) / (points - 1);
        double prior = PRIOR_VARIANCE * PRIOR_POINTS / (points + PRIOR_POINTS);
        int next = 0;
        for (int[] block : blocks.blocks()) {
            double shrinkage = points / (points + block.length);
            for (int i = 0; i < block.length; i++) {
                for (int j = 0; j < i; j++) {
                    estimate[next] = shrinkage * weight * products[next];
                    next++;
                }
                estimate[next] = weight * products[next] + prior;
                next++;
            }
        }
        return estimate;
    }
}
