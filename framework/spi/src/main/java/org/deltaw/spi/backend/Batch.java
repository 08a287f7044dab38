package org.deltaw.spi.backend;

import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/** Trajectories that a compiled model has loaded. For use by one thread at a time. */
@ConsumerType
public interface Batch extends AutoCloseable {
    /**
     * Computes the loss of every trajectory, and whatever else is wanted. Values that are not finite are
     * results, not errors.
     *
     * @param parameters laid out by {@link Program#layout}
     * @return one evaluation for each trajectory, in the order in which they were loaded
     */
    List<Evaluation> evaluate(double[] parameters, Set<Quantity> wanted);

    /** Runs every trajectory and returns what happened in each step. */
    List<Simulation> simulate(double[] parameters);

    @Override
    void close();
}
