package org.deltaw.kernel.likelihood;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.spi.data.Trajectory;

/**
 * The recordings that some trajectories are replicates of. Immutable.
 *
 * @param names of the recordings, in the order of their first trajectories
 * @param members for each, the indices of its trajectories
 */
public record Recordings(List<String> names, List<List<Integer>> members) {
    public Recordings {
        names = List.copyOf(names);
        members = members.stream().map(List::copyOf).toList();
    }

    /** Groups trajectories by recording. */
    public static Recordings of(List<Trajectory> trajectories) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < trajectories.size(); i++) {
            groups.computeIfAbsent(trajectories.get(i).recording(), _ -> new ArrayList<>()).add(i);
        }
        return new Recordings(new ArrayList<>(groups.keySet()), new ArrayList<>(groups.values()));
    }

    public int count() {
        return names.size();
    }

    /** Returns for each trajectory how many replicates its recording has. */
    public int[] replicates() {
        int[] replicates = new int[members.stream().mapToInt(List::size).sum()];
        members.forEach(each -> each.forEach(i -> replicates[i] = each.size()));
        return replicates;
    }

    /** Tells whether a recording has several replicates. */
    public boolean areReplicated() {
        return members.stream().anyMatch(each -> each.size() > 1);
    }
}
