package org.deltaw.kernel.particles;

/**
 * What particles weigh after a step along the path: each the exponential of the step's length times how much denser the end of the path is
 * there than its start (Del Moral, Doucet and Jasra, "Sequential Monte Carlo samplers", Journal of the Royal Statistical Society B 68,
 * 2006, equation 31). Immutable.
 */
final class Weights {
    private static final int BISECTIONS = 60;

    private final double[] shares;
    private final double logMean;

    private Weights(double[] logRatios, double length) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double each : logRatios) {
            largest = Math.max(largest, each);
        }
        this.shares = new double[logRatios.length];
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Math.exp(length * (logRatios[i] - largest));
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        this.logMean = length * largest + Math.log(sum / shares.length);
    }

    /**
     * Takes a step that is as long as can be while the effective number of particles stays above a share of those whose weight is not 0
     * (Jasra, Stephens, Doucet and Tsagaris, Scandinavian Journal of Statistics 38, 2011).
     *
     * @param logRatios by how much the logarithm of the density is higher at the end of the path than at the start; minus infinity where
     *     the end is 0, not everywhere
     * @param longest the step to the end
     */
    static Step step(double[] logRatios, double longest, double share) {
        int possible = 0;
        for (double each : logRatios) {
            possible += each > Double.NEGATIVE_INFINITY ? 1 : 0;
        }
        Weights all = new Weights(logRatios, longest);
        if (all.effective() >= share * possible) {
            return new Step(longest, all);
        }
        double low = 0;
        double high = longest;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (new Weights(logRatios, middle).effective() >= share * possible) {
                low = middle;
            } else {
                high = middle;
            }
        }
        // So far apart are densities only beside divergence.
        double length = low > 0 ? low : high;
        return new Step(length, new Weights(logRatios, length));
    }

    /** A step along the path, and what particles weigh after it. */
    record Step(double length, Weights weights) {}

    /** Returns the logarithm of the mean of the weights. */
    double logMean() {
        return logMean;
    }

    /** Returns how many particles of equal weight would tell as much (Kong, Liu and Wong, 1994). */
    private double effective() {
        double squares = 0;
        for (double share : shares) {
            squares += share * share;
        }
        return 1 / squares;
    }

    /**
     * Returns which particles go on, each as often as its weight says but for less than one: systematic resampling (Kitagawa, Journal of
     * Computational and Graphical Statistics 5, 1996).
     *
     * @param offset a random number from 0 to 1
     */
    int[] resample(int count, double offset) {
        return systematic(shares, count, offset);
    }

    /** Returns elements drawn by their shares, which add up to 1, at equal distances of their cumulated sum. */
    static int[] systematic(double[] shares, int count, double offset) {
        int[] which = new int[count];
        int last = shares.length - 1;
        while (shares[last] == 0) {
            last--;
        }
        int at = 0;
        double sum = shares[0];
        for (int i = 0; i < count; i++) {
            while (sum <= (i + offset) / count && at < last) {
                sum += shares[++at];
            }
            which[i] = at;
        }
        return which;
    }
}
