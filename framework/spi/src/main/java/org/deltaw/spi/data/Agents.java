package org.deltaw.spi.data;

import java.util.List;
import java.util.Optional;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.rule.KnownRule;
import org.osgi.annotation.versioning.ProviderType;

/** The networks that take the place of animals in an {@link Experiment}. */
@ProviderType
public interface Agents {
    /** Returns the rule by which the synapses of all of them change, if it is known by its own. */
    Optional<KnownRule> rule();

    /**
     * Puts them together, to be closed by the caller.
     *
     * @param channels what the experiment gives to them
     * @throws InvalidSpecException if they do not go together
     */
    Simulator simulator(List<Channel> channels);

    /** Returns networks of a fit whose synapses change by a known rule. */
    static Agents of(DataContext context, KnownRule truth) {
        return new Agents() {
            @Override
            public Optional<KnownRule> rule() {
                return Optional.of(truth);
            }

            @Override
            public Simulator simulator(List<Channel> channels) {
                return context.simulator(truth, channels);
            }
        };
    }
}
