package org.deltaw.kernel.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Warning;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.SourceFile;
import org.deltaw.spi.data.Trajectory;

/** Finds recordings that are listed twice: they would count twice, and make everything that is concluded seem surer than it is. */
public final class Duplicates {
    /** Two recordings whose targets change so often, and are equal in all else, are not equal by chance. */
    private static final int ENOUGH_CHANGES = 20;

    private Duplicates() {}

    /**
     * Warns of recordings that are the same in every step, but lie in different folders.
     *
     * @throws InvalidSpecException if two are the same that do not, unless they are short and of one file
     */
    public static List<Warning> warnings(List<Trajectory> trajectories) {
        List<Pair> pairs = pairs(trajectories);
        pairs.stream().filter(pair -> !pair.areApart()).findFirst().ifPresent(pair -> {
            throw new InvalidSpecException("data", pair.sentence() + ", and would count twice. Leave one of them out; if one is a "
                    + "replicate of the other, say so where the data source allows it, as with data.recording of a table.");
        });
        return pairs.stream().map(pair -> new Warning("equal-recordings", pair.sentence()
                + ". If one is a copy of the other, leave it out, for it counts twice.", pair.other().subject())).toList();
    }

    /** Two recordings that are the same. */
    private record Pair(Trajectory one, Trajectory other) {
        String sentence() {
            return "Recordings '" + one.recording() + "' and '" + other.recording() + "' are the same in each of their " + other.steps()
                    + " steps" + files(one, other);
        }

        /** Tells whether their files lie in different folders, as of different animals or days. */
        boolean areApart() {
            return !one.files().isEmpty() && !other.files().isEmpty() && !folder(one).equals(folder(other));
        }

        private static String folder(Trajectory trajectory) {
            String name = trajectory.files().getFirst().name();
            return name.substring(0, name.lastIndexOf('/') + 1);
        }
    }

    private static List<Pair> pairs(List<Trajectory> trajectories) {
        List<Pair> pairs = new ArrayList<>();
        Map<Integer, Trajectory> known = new HashMap<>();
        for (Trajectory trajectory : trajectories) {
            Trajectory other = known.putIfAbsent(hash(trajectory), trajectory);
            if (other != null && isDuplicate(other, trajectory)) {
                pairs.add(new Pair(other, trajectory));
            }
        }
        return pairs;
    }

    private static String files(Trajectory one, Trajectory other) {
        return one.files().isEmpty() || other.files().isEmpty() || one.files().equals(other.files()) ? ""
                : " (" + one.files().getFirst().name() + ", " + other.files().getFirst().name() + ")";
    }

    private static int hash(Trajectory trajectory) {
        int hash = trajectory.steps();
        for (double[] column : trajectory.columns().values()) {
            hash = 31 * hash + Arrays.hashCode(column);
        }
        return hash;
    }

    private static boolean isDuplicate(Trajectory one, Trajectory other) {
        return !one.recording().equals(other.recording()) && sameColumns(one, other)
                && (isCopy(one.files(), other.files()) || changes(other) >= ENOUGH_CHANGES);
    }

    private static boolean sameColumns(Trajectory one, Trajectory other) {
        return one.columns().keySet().equals(other.columns().keySet()) && one.columns().keySet().stream()
                .allMatch(channel -> Arrays.equals(one.column(channel), other.column(channel)));
    }

    /** Tells whether what was read from files of different names has the same content. */
    private static boolean isCopy(List<SourceFile> one, List<SourceFile> other) {
        return !one.isEmpty() && !one.equals(other)
                && one.stream().map(SourceFile::sha256).toList().equals(other.stream().map(SourceFile::sha256).toList());
    }

    /** Returns at how many steps a target differs from that of the step before. */
    private static int changes(Trajectory trajectory) {
        boolean[] changed = new boolean[trajectory.steps()];
        trajectory.columns().forEach((channel, values) -> {
            if (channel.role() == Channel.Role.TARGET) {
                for (int t = 1; t < changed.length; t++) {
                    changed[t] |= !Arrays.equals(values, (t - 1) * channel.width(), t * channel.width(),
                            values, t * channel.width(), (t + 1) * channel.width());
                }
            }
        });
        int changes = 0;
        for (boolean each : changed) {
            changes += each ? 1 : 0;
        }
        return changes;
    }
}
