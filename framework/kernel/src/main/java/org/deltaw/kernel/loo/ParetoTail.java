package org.deltaw.kernel.loo;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A generalised Pareto distribution: {@code P(X > x) = (1 + k x / sigma)^(-1/k)}.
 *
 * @param shape {@code k}; from 1/2 on the variance is infinite, from 1 on the mean is
 * @param scale {@code sigma}
 */
record ParetoTail(double shape, double scale) {
    /** Of the prior for the shape, so many observations of 1/2 (Vehtari, Simpson, Gelman, Yao and Gabry, 2024, appendix G). */
    private static final double PRIOR_OBSERVATIONS = 10;
    private static final double PRIOR_SHAPE = 0.5;
    private static final double QUARTILE_FACTOR = 3;
    private static final int LEAST_POINTS = 30;
    /** Points of a grid with less weight are left out. */
    private static final double NEGLIGIBLE = 10 * Math.ulp(1.0);

    /**
     * Estimates it: the posterior mean of {@code b = -k / sigma} on a grid, and from it {@code k} and {@code sigma} (Zhang and
     * Stephens, Technometrics 51, 2009), with {@code k} drawn a little towards 1/2.
     *
     * @param sorted positive numbers in rising order, at least 5
     */
    static ParetoTail of(double[] sorted) {
        double[] grid = grid(sorted);
        double[] logs = Arrays.stream(grid).map(b -> profile(b, sorted)).toArray();
        double[] weights = new double[grid.length];
        Arrays.setAll(weights, i -> 1 / Arrays.stream(logs).map(log -> Math.exp(log - logs[i])).sum());
        double sum = 0;
        double mean = 0;
        for (int i = 0; i < grid.length; i++) {
            if (weights[i] >= NEGLIGIBLE) {
                sum += weights[i];
                mean += weights[i] * grid[i];
            }
        }
        double b = mean / sum;
        double shape = shape(b, sorted);
        return new ParetoTail((sorted.length * shape + PRIOR_OBSERVATIONS * PRIOR_SHAPE) / (sorted.length + PRIOR_OBSERVATIONS),
                -shape / b);
    }

    private static double[] grid(double[] sorted) {
        int points = LEAST_POINTS + (int) Math.sqrt(sorted.length);
        double quartile = sorted[(int) (sorted.length / 4.0 + 0.5) - 1];
        double largest = sorted[sorted.length - 1];
        return IntStream.rangeClosed(1, points)
                .mapToDouble(i -> 1 / largest + (1 - Math.sqrt(points / (i - 0.5))) / (QUARTILE_FACTOR * quartile)).toArray();
    }

    /** Returns the shape that is most likely for {@code b}. */
    private static double shape(double b, double[] sorted) {
        return Arrays.stream(sorted).map(x -> Math.log1p(-b * x)).sum() / sorted.length;
    }

    /** Returns the logarithm of the greatest likelihood for {@code b}. */
    private static double profile(double b, double[] sorted) {
        double shape = shape(b, sorted);
        return sorted.length * (Math.log(-b / shape) - shape - 1);
    }

    /** Returns what a share of the distribution lies below. */
    double quantile(double share) {
        double exponential = -Math.log1p(-share);
        return scale * (Math.abs(shape) < Math.ulp(1.0) ? exponential : Math.expm1(shape * exponential) / shape);
    }
}
