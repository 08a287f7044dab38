package org.deltaw.kernel;

/**
 * The value of a loss and its derivative.
 *
 * @param loss misfits and penalties, weighted and summed
 * @param values with respect to each fitted number, in the order of {@link Problem#parameters}
 */
public record Gradient(double loss, double[] values) {
    boolean isFinite() {
        if (!Double.isFinite(loss)) {
            return false;
        }
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
