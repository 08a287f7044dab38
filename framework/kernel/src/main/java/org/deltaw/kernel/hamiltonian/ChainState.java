package org.deltaw.kernel.hamiltonian;

import java.util.List;

/**
 * Where a chain stands between two iterations: all that is needed to go on with the same bits. Arrays are not to be changed.
 *
 * @param iterations how many are done, those of the warm-up among them
 * @param position where it is
 * @param adaptation what it has learned so far of the density
 * @param draws all after the warm-up
 */
public record ChainState(int iterations, double[] position, Adaptation adaptation, List<Draw> draws) {
    /**
     * What a chain learns in its warm-up.
     *
     * @param inverseMass the lower triangles of the inverse mass matrix's blocks, row by row
     * @param stepSize where dual averaging stands
     * @param moments of the points of the present window: their number, mean, and sums of products of deviations
     */
    public record Adaptation(double[] inverseMass, double[] stepSize, double[] moments) {}

    public ChainState {
        draws = List.copyOf(draws);
    }

    /** Stands before the first iteration. */
    public static ChainState at(double[] start, NutsSettings settings) {
        Blocks blocks = settings.blocks();
        return new ChainState(0, start.clone(), new Adaptation(Metric.identity(blocks),
                new DualAveraging(settings.targetAcceptance(), 1).state(), CovarianceEstimator.empty(blocks)), List.of());
    }
}
