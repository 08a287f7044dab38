package org.deltaw.kernel.minimise;

/**
 * What the optimiser Adam remembers.
 *
 * @param mean running mean of the gradients
 * @param square running mean of their squares
 * @param updates how many there were
 */
public record AdamState(double[] mean, double[] square, long updates) implements OptimizerState {
    public static AdamState start(int size) {
        return new AdamState(new double[size], new double[size], 0);
    }
}
