package org.deltaw.spi.optimizer;

import java.util.OptionalDouble;

/**
 * By what a change of an objective is measured, so that "no reduction that counts" means the same whatever is minimised.
 *
 * @param best the least that the objective can be, whatever is predicted; empty if it has no bound, as the negative logarithm of a
 *     density, or none is known
 * @param unit for an objective without bound: the size of a change that counts in full, in the unit of the objective; above 0
 */
public record ObjectiveScale(OptionalDouble best, double unit) {
    /** That of an objective that cannot be less than 0. */
    public static final ObjectiveScale ABOVE_ZERO = new ObjectiveScale(OptionalDouble.of(0), 1);

    /** Returns how far a value is above the best possible one; without one its size, but no less than the unit. */
    public double of(double value) {
        return best.isPresent() ? Math.abs(value - best.getAsDouble()) : Math.max(unit, Math.abs(value));
    }
}
