package org.deltaw.kernel.convergence;

import java.util.Arrays;

/** Quantiles of draws: the seventh definition of Hyndman and Fan (The American Statistician 50, 1996), as NumPy's and R's. */
public final class Quantile {
    private Quantile() {}

    /** Sorts draws; those that are not numbers come last. */
    public static double[] sorted(double[] draws) {
        double[] sorted = draws.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /**
     * Returns the number below which a share of the draws lies, interpolated between two of them.
     *
     * @param sorted at least one draw, in rising order
     * @param probability between 0 and 1
     */
    public static double of(double[] sorted, double probability) {
        // In this order of operations, else the last bit may tell whether a draw is below it or not.
        double place = sorted.length * probability + (1 + probability * -1);
        int below = (int) Math.clamp(Math.floor(place), 1, Math.max(1, sorted.length - 1));
        double share = Math.clamp(place - below, 0, 1);
        double upper = sorted[Math.min(below, sorted.length - 1)];
        return (1 - share) * sorted[below - 1] + share * upper;
    }

    /** Returns the median. */
    static double median(double[] draws) {
        double[] sorted = sorted(draws);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
