package org.deltaw.spi.data;

import java.util.Map;
import org.deltaw.spi.network.Observable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One network in a simulated experiment, step by step: {@link #observe} what it does, decide what follows from
 * it, and {@link #advance}. For one thread.
 */
@ProviderType
public interface SimulatedNetwork extends AutoCloseable {
    /**
     * Returns the network's states before the first step, weights included, for {@link Trajectory#initialStates}:
     * a fit then starts from the same.
     */
    Map<String, double[]> initialStates();

    /**
     * Shows what the network does in this step, and changes nothing.
     *
     * @param row for each channel that the simulator was made for its values in this step; a channel that is
     *     missing holds 0, but for {@link Channel#UPDATE}, which then is 1
     * @return the values of each observable
     */
    Map<Observable, double[]> observe(Map<Channel, double[]> row);

    /**
     * Completes the step: weights and other states change.
     *
     * @param row as for {@link #observe}
     */
    void advance(Map<Channel, double[]> row);

    @Override
    void close();
}
