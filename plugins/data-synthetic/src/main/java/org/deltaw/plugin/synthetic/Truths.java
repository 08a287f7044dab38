package org.deltaw.plugin.synthetic;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Design;
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

    /** Returns the data, which name the true rule. */
    static Dataset dataset(List<Channel> channels, List<Recorded.Told> recordings, KnownRule truth, Design.Telling telling) {
        Dataset.Builder builder = Dataset.builder(channels).truth(truth);
        recordings.forEach(each -> builder.trajectories(each.first()));
        if (telling.resamplings().isAutomatic() && recordings.stream().anyMatch(Recorded.Told::varies)) {
            Map<String, Recorded.Told> byName = recordings.stream()
                    .collect(Collectors.toMap(each -> each.recorded().trajectory().id(), each -> each));
            builder.replicates((recording, number) -> Objects.requireNonNull(byName.get(recording)).number(number));
        }
        return builder.build();
    }

    /** Makes the exception for a rule under which something stopped being finite. */
    static InvalidSpecException diverged(String id, int step) {
        return new InvalidSpecException(KEY, "With this rule the network of trajectory '" + id + "' showed something "
                + "that is no finite number in step " + (step + 1) + "; choose a rule under which weights stay bounded, "
                + "or a smaller plasticity rate of the network.");
    }
}
