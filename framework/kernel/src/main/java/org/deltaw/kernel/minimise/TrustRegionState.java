package org.deltaw.kernel.minimise;

/**
 * What the Gauss-Newton method remembers.
 *
 * @param radius of the trust region, in units of the fitted numbers; infinite before the first step, which then goes as far
 *     as the steepest descent would
 */
public record TrustRegionState(double radius) implements OptimizerState {
    public static final TrustRegionState START = new TrustRegionState(Double.POSITIVE_INFINITY);
}
