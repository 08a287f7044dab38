package org.deltaw.kernel;

/**
 * What the Gauss-Newton method remembers.
 *
 * @param radius of the trust region; infinite before the first step, which then goes as far as the steepest descent would
 *     with a curvature of 1
 * @param scale for each fitted number what its changes are multiplied by when they are compared with the radius: the root
 *     of the largest curvature met so far; 0 where there was none
 */
public record TrustRegionState(double radius, double[] scale) implements OptimizerState {
    static TrustRegionState start(int size) {
        return new TrustRegionState(Double.POSITIVE_INFINITY, new double[size]);
    }
}
