package org.deltaw.kernel.convergence;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * What chains say about one number, draw after draw. Immutable as long as nobody changes the arrays, which are not copied.
 *
 * @param chains of each chain its draws, as many as of every other
 */
public record Draws(double[][] chains) {
    /** From fewer draws a chain nothing is computed, as there would be no autocovariance in half a chain. */
    static final int LEAST = 4;

    /**
     * Looks at the sizes.
     *
     * @throws IllegalArgumentException if there is no chain, or one is longer than another
     */
    public Draws {
        if (chains.length == 0 || Arrays.stream(chains).anyMatch(chain -> chain.length != chains[0].length)) {
            throw new IllegalArgumentException("Chains need equally many draws; found chains of "
                    + Arrays.toString(Arrays.stream(chains).mapToInt(chain -> chain.length).toArray()) + " draws.");
        }
    }

    /** Returns the number of draws in a chain. */
    public int length() {
        return chains[0].length;
    }

    /** Returns the number of draws in all chains. */
    public int count() {
        return chains.length * length();
    }

    /** Returns all draws, chain after chain. */
    public double[] pooled() {
        return Arrays.stream(chains).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Returns the function of every draw. */
    Draws map(DoubleUnaryOperator function) {
        return new Draws(Arrays.stream(chains).map(chain -> Arrays.stream(chain).map(function).toArray()).toArray(double[][]::new));
    }

    /** Cuts every chain into halves; of an odd number of draws the one in the middle is left out. */
    Draws split() {
        int half = length() / 2;
        double[][] halves = new double[2 * chains.length][];
        for (int i = 0; i < chains.length; i++) {
            halves[i] = Arrays.copyOf(chains[i], half);
            halves[chains.length + i] = Arrays.copyOfRange(chains[i], length() - half, length());
        }
        return new Draws(halves);
    }

    /** Tells whether something can be computed from them: there are enough, and all are finite. */
    boolean suffice() {
        return length() >= LEAST && Arrays.stream(chains).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
    }

    /** Tells whether all draws are equal. */
    boolean constant() {
        return Arrays.stream(chains).flatMapToDouble(Arrays::stream).allMatch(draw -> draw == chains[0][0]);
    }

    double mean() {
        return mean(pooled());
    }

    /** Returns the standard deviation over all draws, with one degree of freedom less than there are draws. */
    double deviation() {
        return Math.sqrt(variance(pooled()));
    }

    static double mean(double[] values) {
        // The differences from one of them are exactly 0 where all are equal.
        return values[0] + Arrays.stream(values).map(value -> value - values[0]).sum() / values.length;
    }

    static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum() / (values.length - 1);
    }
}
