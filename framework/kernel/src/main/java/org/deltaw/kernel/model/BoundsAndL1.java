package org.deltaw.kernel.model;

/**
 * Where an objective has no derivative: at the bounds of each fitted number, and at 0 if its absolute value has a
 * price. The objective is a smooth function plus {@code price * |value|} within the bounds.
 *
 * @param lower least value allowed
 * @param upper largest value allowed
 * @param price of the absolute value, at least 0
 */
public record BoundsAndL1(double[] lower, double[] upper, double[] price) {
    /** Returns what the absolute values cost. */
    public double cost(double[] values) {
        double cost = 0;
        for (int i = 0; i < values.length; i++) {
            cost += price[i] * Math.abs(values[i]);
        }
        return cost;
    }

    /**
     * Returns the slope along a number to the right of its value: infinite at its upper bound.
     *
     * @param slope of the smooth part
     */
    public double right(int index, double value, double slope) {
        return value >= upper[index] ? Double.POSITIVE_INFINITY
                : slope + (value >= 0 ? price[index] : -price[index]);
    }

    /** Returns the slope to the left of a value: minus infinity at the lower bound. */
    double left(int index, double value, double slope) {
        return value <= lower[index] ? Double.NEGATIVE_INFINITY
                : slope + (value > 0 ? price[index] : -price[index]);
    }

    /**
     * Returns how fast the objective falls along a number, in the better direction; 0 where neither leads down,
     * which for all numbers together are the conditions of Karush, Kuhn and Tucker.
     */
    public double descent(int index, double value, double slope) {
        return Math.max(0, Math.max(-right(index, value, slope), left(index, value, slope)));
    }

    /** Tells whether a value lies where the objective has no derivative along it. */
    public boolean isKink(int index, double value) {
        return value <= lower[index] || value >= upper[index] || (value == 0 && price[index] > 0);
    }

    /** Returns the slope along a number whose value is no kink. */
    public double slope(int index, double value, double slope) {
        return slope + Math.signum(value) * price[index];
    }
}
