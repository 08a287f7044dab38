package org.deltaw.plugin.synthetic;

import java.util.List;
import java.util.Objects;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.rule.KnownRule;

/** The setting {@code truth} of all simulated experiments. */
final class Truths {
    private static final String KEY = "truth";

    private Truths() {}

    /** Starts a simulator, and says of what is wrong with the rule where it is written. */
    static Simulator simulator(DataContext context, KnownRule truth, List<Channel> channels) {
        try {
            return context.simulator(truth, channels);
        } catch (InvalidSpecException invalid) {
            InvalidSpecException located = new InvalidSpecException(
                    invalid.key().isEmpty() ? KEY : KEY + "." + invalid.key(), Objects.requireNonNull(invalid.getMessage()));
            located.initCause(invalid);
            throw located;
        }
    }

    /** Makes the exception for a rule under which something stopped being finite. */
    static InvalidSpecException diverged(String id, int step) {
        return new InvalidSpecException(KEY, "With this rule the network of trajectory '" + id + "' showed something "
                + "that is no finite number in step " + (step + 1) + "; choose a rule under which weights stay bounded, "
                + "or a smaller plasticity rate of the network.");
    }
}
