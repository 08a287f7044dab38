package org.deltaw.kernel.loo;

import java.util.Arrays;

/** Sums numbers of which the logarithms are given. */
final class LogSum {
    private LogSum() {}

    /** Returns the logarithm of the sum; minus infinite if all numbers are 0. */
    static double of(double[] logarithms) {
        double largest = Arrays.stream(logarithms).max().orElseThrow();
        return Double.isInfinite(largest) ? largest
                : largest + Math.log(Arrays.stream(logarithms).map(log -> Math.exp(log - largest)).sum());
    }
}
