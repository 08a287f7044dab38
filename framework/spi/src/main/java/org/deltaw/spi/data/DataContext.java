package org.deltaw.spi.data;

import java.nio.file.Path;
import java.util.List;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.rule.KnownRule;
import org.osgi.annotation.versioning.ProviderType;

/** What a data source is told about the fit it serves. */
@ProviderType
public interface DataContext {
    /** Returns where all randomness of the data must come from. */
    Seed seed();

    /** Returns the directory from which relative paths in the spec start. */
    Path directory();

    /**
     * Returns how many inputs the network reads in a step.
     *
     * @throws InvalidSpecException if it reads none, or only what it asks for by name: then it wants another data source
     */
    int inputs();

    /**
     * Puts the fit's network together with a known rule, to be run step by step on the fit's backend. Data that
     * come from it should name the rule as {@link Dataset#truth}.
     *
     * @param truth the rule by which all plastic synapses change
     * @param channels what the experiment gives to network and rule
     * @throws InvalidSpecException if they do not go together, with a key relative to {@code truth}
     */
    Simulator simulator(KnownRule truth, List<Channel> channels);
}
