package org.deltaw.spi.data;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltaw.spi.rule.KnownRule;

/**
 * Trajectories, and what their columns mean.
 *
 * @param channels the columns that every trajectory has
 * @param trajectories at least one that is not held out; ids unique
 * @param warnings what a user should know before concluding anything from these data, each one sentence
 * @param truth the rule by which the weights behind these data did change, if it is known because they were
 *     simulated; an evaluation repeats it, from the same initial states, to compare weights and activities
 */
public record Dataset(
        List<Channel> channels, List<Trajectory> trajectories, List<String> warnings, Optional<KnownRule> truth) {
    public Dataset {
        channels = List.copyOf(channels);
        trajectories = List.copyOf(trajectories);
        warnings = List.copyOf(warnings);
        if (trajectories.stream().allMatch(Trajectory::isHeldOut)) {
            throw new IllegalArgumentException("A dataset needs at least one trajectory that is not held out.");
        }
        Set<String> ids = new HashSet<>();
        for (Trajectory trajectory : trajectories) {
            if (!ids.add(trajectory.id())) {
                throw new IllegalArgumentException("Two trajectories have the id '" + trajectory.id() + "'.");
            }
            trajectory.requireChannels(channels);
        }
    }

    /** Makes a dataset whose true rule is not known. */
    public Dataset(List<Channel> channels, List<Trajectory> trajectories, List<String> warnings) {
        this(channels, trajectories, warnings, Optional.empty());
    }
}
