package org.deltaw.study.posterior;

import java.util.Optional;

/**
 * A line of a chain's file.
 *
 * @param logDensity the logarithm of the posterior density up to a constant, over the numbers that were sampled, in nats
 * @param move how the no-U-turn sampler came to it; empty of a particle
 * @param values of all numbers, in the order of the columns
 */
public record ChainDraw(double logDensity, Optional<Move> move, double[] values) {
    /**
     * A transition of the no-U-turn sampler.
     *
     * @param acceptance the mean probability to accept the points on the way
     * @param energy the Hamiltonian at the draw, in nats
     */
    public record Move(double acceptance, double stepSize, Trajectory trajectory, double energy) {}

    /**
     * The way on which a draw was found.
     *
     * @param depth how often the way was doubled
     * @param steps how many steps it has, each a gradient
     * @param divergent whether the energy grew without bounds
     */
    public record Trajectory(int depth, int steps, boolean divergent) {}
}
