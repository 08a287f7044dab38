package org.deltaw.spi.optimizer;

import org.deltaw.spi.Seed;

/**
 * What an optimizer knows of what it minimises: a smooth function of the fitted numbers, the mean over trajectories, plus the
 * weighted absolute values of some of them, within bounds. The {@link Answer}s are of the smooth part.
 *
 * @param trajectories of how many parts it is the mean, at least one: of trajectories, or of recordings whose replicates cannot be taken
 *     apart
 * @param boundsAndL1 where the objective has no derivative
 * @param scale by what its changes are measured
 * @param resolution the relative distance of two neighbouring numbers of those that the objective is computed with: 2e-16
 *     in double precision, 1e-7 in single; smaller differences are rounding
 * @param accuracy how closely the minimum is to be met
 * @param seed where all randomness comes from
 */
public record SearchProblem(
        int trajectories, BoundsAndL1 boundsAndL1, ObjectiveScale scale, double resolution, Accuracy accuracy, Seed seed) {
    /** Returns how many numbers are fitted. */
    public int size() {
        return boundsAndL1.size();
    }
}
