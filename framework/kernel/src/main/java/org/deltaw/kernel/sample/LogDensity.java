package org.deltaw.kernel.sample;

import org.deltaw.spi.Seed;

/**
 * A posterior density over vectors of real numbers, without bounds, and up to a constant factor: prior times likelihood, each with its
 * logarithm in nats, so that a sampler may go from the one to the other. Bounded parameters are transformed, and the logarithm of the
 * transformation's Jacobian determinant belongs to the prior, which adds up to 1 over these vectors.
 *
 * <p>Points are evaluated many at once; what is said of a point does not depend on the others, nor on their number, to the last bit. May
 * be used by one thread at a time; uses several itself.
 */
public interface LogDensity {
    /** Returns how many numbers a point has. */
    int size();

    /**
     * Evaluates points.
     *
     * @param points not kept and not changed
     */
    Values values(double[][] points);

    /**
     * Evaluates points with the derivatives of the logarithm of the posterior.
     *
     * @param points not kept and not changed
     */
    Gradients gradients(double[][] points);

    /** Draws a point from the prior; the same seed gives the same one. */
    double[] drawFromPrior(Seed seed);

    /**
     * What points are worth, in their order.
     *
     * @param prior the logarithm of each point's prior density; minus infinity where it is 0
     * @param likelihood the logarithm of each point's likelihood; minus infinity where the simulation diverges, or is not finite
     */
    record Values(double[] prior, double[] likelihood) {
        /** Returns the logarithm of a point's posterior density, up to the evidence. */
        public double posterior(int point) {
            return prior[point] + likelihood[point];
        }
    }

    /**
     * What points are worth, with derivatives, in their order.
     *
     * @param values as without derivatives, to the last bit
     * @param slopes of each point the derivatives of the sum of both logarithms; anything where that is not finite
     */
    record Gradients(Values values, double[][] slopes) {}
}
