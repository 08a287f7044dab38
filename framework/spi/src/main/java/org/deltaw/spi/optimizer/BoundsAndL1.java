package org.deltaw.spi.optimizer;

/**
 * Where an objective has no derivative: at the bounds of each fitted number, and at 0 if its absolute value has a weight. The
 * objective is a smooth function plus {@code l1 * |value|} within the bounds. The arrays are not copied and must not be changed.
 *
 * @param lower least value allowed; minus infinity if there is none
 * @param upper largest value allowed; infinity if there is none
 * @param l1 the L1 penalty λ: by what the absolute value is multiplied; 0 for none
 */
public record BoundsAndL1(double[] lower, double[] upper, double[] l1) {
    /** Returns how many fitted numbers there are. */
    public int size() {
        return lower.length;
    }

    /** Returns what the absolute values add to the objective. */
    public double penalty(double[] values) {
        double penalty = 0;
        for (int i = 0; i < values.length; i++) {
            penalty += l1[i] * Math.abs(values[i]);
        }
        return penalty;
    }

    /** Moves each value to the nearest one within its bounds. */
    public void clamp(double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.clamp(values[i], lower[i], upper[i]);
        }
    }

    /** Tells whether all values are within their bounds; what is no number counts as within. */
    public boolean contains(double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] < lower[i] || values[i] > upper[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the slope along a number to the right of its value: infinite at its upper bound.
     *
     * @param slope of the smooth part
     */
    public double right(int index, double value, double slope) {
        return value >= upper[index] ? Double.POSITIVE_INFINITY
                : slope + (value >= 0 ? l1[index] : -l1[index]);
    }

    /** Returns the slope to the left of a value: minus infinity at the lower bound. */
    public double left(int index, double value, double slope) {
        return value <= lower[index] ? Double.NEGATIVE_INFINITY
                : slope + (value > 0 ? l1[index] : -l1[index]);
    }

    /**
     * Returns how fast the objective falls along a number, in the better direction; 0 where neither leads down,
     * which for all numbers together are the conditions of Karush, Kuhn and Tucker.
     */
    public double descent(int index, double value, double slope) {
        return Math.max(0, Math.max(-right(index, value, slope), left(index, value, slope)));
    }

    /** Tells whether a value lies where the objective has no derivative along it. */
    public boolean isNonsmooth(int index, double value) {
        return value <= lower[index] || value >= upper[index] || (value == 0 && l1[index] > 0);
    }

    /** Returns the slope along a number; that of |0| counts as 0. */
    public double slope(int index, double value, double slope) {
        return slope + Math.signum(value) * l1[index];
    }
}
