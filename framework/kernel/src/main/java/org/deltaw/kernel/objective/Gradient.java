package org.deltaw.kernel.objective;

import org.deltaw.kernel.fit.Problem;

/**
 * The value of a loss and its derivative.
 *
 * @param loss misfits and penalties, weighted and summed
 * @param values with respect to each fitted number, in the order of {@link Problem#parameters}
 */
public record Gradient(double loss, double[] values) {
    public boolean isFinite() {
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
