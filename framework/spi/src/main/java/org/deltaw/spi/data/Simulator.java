package org.deltaw.spi.data;

import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.network.Observable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The network of a fit, whose synapses change by a rule that is known, or was fitted; for data sources that simulate an experiment.
 * Made by {@link DataContext#simulator}, or by {@link Agents}. For one thread.
 */
@ProviderType
public interface Simulator extends AutoCloseable {
    /**
     * Returns how many values the network shows of an observable in each step.
     *
     * @throws InvalidSpecException if it does not show it; the message lists what it shows
     */
    int width(Observable observable);

    /**
     * Starts an experiment with a network of its own.
     *
     * @param subject for whom it stands, where subjects have rules of their own: one of {@link Experiment#subjects}
     * @param seed of its weights and other states before the first step, which are drawn as the network says
     */
    SimulatedNetwork start(String subject, Seed seed);

    @Override
    void close();
}
