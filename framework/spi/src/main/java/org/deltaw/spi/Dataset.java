package org.deltaw.spi;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Trajectories, and what their columns mean.
 *
 * @param channels the columns that every trajectory has
 * @param trajectories at least one; ids unique
 * @param warnings what a user should know before concluding anything from these data, each one sentence
 */
public record Dataset(List<Channel> channels, List<Trajectory> trajectories, List<String> warnings) {
    public Dataset {
        channels = List.copyOf(channels);
        trajectories = List.copyOf(trajectories);
        warnings = List.copyOf(warnings);
        if (trajectories.isEmpty()) {
            throw new IllegalArgumentException("A dataset needs at least one trajectory.");
        }
        Set<String> ids = new HashSet<>();
        for (Trajectory trajectory : trajectories) {
            if (!ids.add(trajectory.id())) {
                throw new IllegalArgumentException("Two trajectories have the id '" + trajectory.id() + "'.");
            }
            trajectory.requireChannels(channels);
        }
    }
}
