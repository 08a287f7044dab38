package org.deltaw.kernel.loo;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Importance weights of draws, with the largest ones replaced by what a generalised Pareto distribution has at their ranks (Vehtari,
 * Simpson, Gelman, Yao and Gabry, Pareto smoothed importance sampling, Journal of Machine Learning Research 25, 2024).
 *
 * @param logarithms of the weights, which add up to 1
 * @param shape the estimated shape of their tail, k-hat: means over draws with these weights are unreliable above
 *     {@link Loo#threshold}; minus infinite if all weights are equal, infinite if fewer than 5 make up the tail
 */
record SmoothedWeights(double[] logarithms, double shape) {
    private static final int LEAST_TAIL = 5;
    private static final double MOST_OF_ALL = 5;
    private static final double LOG_TINY = Math.log(Double.MIN_NORMAL);

    /**
     * Smooths weights.
     *
     * @param ratios the logarithms of importance ratios, finite, up to a constant
     * @param efficiency the effective number of draws as a share of their number
     */
    static SmoothedWeights of(double[] ratios, double efficiency) {
        double largest = Arrays.stream(ratios).max().orElseThrow();
        double[] logs = Arrays.stream(ratios).map(ratio -> ratio - largest).toArray();
        double[] sorted = logs.clone();
        Arrays.sort(sorted);
        double shape = sorted[0] == 0 ? Double.NEGATIVE_INFINITY : smooth(logs, cutoff(sorted, efficiency));
        double sum = LogSum.of(logs);
        return new SmoothedWeights(Arrays.stream(logs).map(log -> log - sum).toArray(), shape);
    }

    /** The tail is what lies above. */
    private static double cutoff(double[] sorted, double efficiency) {
        int count = sorted.length;
        int tail = (int) Math.ceil(Math.min(count / MOST_OF_ALL, 3 * Math.sqrt(count / efficiency)));
        return Math.max(sorted[Math.max(0, count - tail - 1)], LOG_TINY);
    }

    /** Smooths weights of which the largest is 1, in place, and returns the shape of the tail. */
    private static double smooth(double[] logs, double cutoff) {
        int[] tail = IntStream.range(0, logs.length).filter(i -> logs[i] > cutoff).boxed()
                .sorted((one, other) -> Double.compare(logs[one], logs[other])).mapToInt(Integer::intValue).toArray();
        if (tail.length < LEAST_TAIL) {
            return Double.POSITIVE_INFINITY;
        }
        double least = Math.exp(cutoff);
        ParetoTail pareto = ParetoTail.of(Arrays.stream(tail).mapToDouble(i -> Math.exp(logs[i]) - least).toArray());
        if (Double.isFinite(pareto.shape())) {
            for (int rank = 0; rank < tail.length; rank++) {
                // No weight is larger than the largest was.
                logs[tail[rank]] = Math.min(0, Math.log(pareto.quantile((rank + 0.5) / tail.length) + least));
            }
        }
        return pareto.shape();
    }
}
