package org.deltaw.spi.backend;

import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/** Trajectories that a compiled model has loaded. For use by one thread at a time. */
@ConsumerType
public interface Batch extends AutoCloseable {
    /**
     * Computes the loss of every pair, and whatever else is wanted. Values that are not finite are results, not errors: they mark a
     * pair that has diverged, and leave the others alone.
     *
     * @return one evaluation for each pair, in their order; weights do not matter
     */
    List<Evaluation> evaluate(Pairs pairs, Set<Quantity> wanted);

    /**
     * Computes the same, multiplied by the pairs' weights and added up for each vector, always in the order of the pairs.
     *
     * @param wanted without {@link Quantity#INITIAL_STATE_GRADIENT}, which is each trajectory's own
     * @return one sum for each vector, in their order; 0 for a vector without pairs
     */
    default List<WeightedSum> sums(Pairs pairs, Set<Quantity> wanted) {
        return WeightedSum.of(pairs, some -> evaluate(some, wanted), wanted);
    }

    /**
     * Runs every pair and shows what happened in each step. No more is held at a time than can be computed at a time, since what
     * happened in every step takes much memory.
     *
     * @param wanted what is shown; the rest is empty
     * @param visitor called by the calling thread, once for each pair, in their order
     */
    void simulate(Pairs pairs, Set<SimulationPart> wanted, SimulationVisitor visitor);

    @Override
    void close();
}
