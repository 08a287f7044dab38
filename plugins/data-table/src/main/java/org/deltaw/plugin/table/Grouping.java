package org.deltaw.plugin.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.plugin.table.column.Column;
import org.deltaw.plugin.table.column.Table;
import org.deltaw.spi.data.Trajectory;

/**
 * Says which rows of a table belong together: trajectories, and sessions and trials within them. The rows of a trajectory need not follow
 * each other if its sessions are named, for then those say what belongs together.
 */
final class Grouping {
    private final Table table;
    private final TableSettings settings;
    private final Names trajectories;
    private final Names subjects;
    private final Names recordings;
    private final Names sessions;
    private final Names trials;
    private final Optional<Column> heldOut;

    Grouping(Table table, TableSettings settings) {
        this.table = table;
        this.settings = settings;
        this.subjects = new Names(table.all(settings.subject()), "a subject");
        this.trajectories = settings.trajectory().isEmpty() ? subjects : new Names(table.all(settings.trajectory()), "a trajectory");
        this.recordings = new Names(table.all(settings.recording()), "a recording");
        this.sessions = new Names(table.all(settings.session()), "a session");
        this.trials = new Names(table.all(settings.trial()), "a trial");
        this.heldOut = settings.heldOut().map(name -> table.one("held-out", name));
    }

    TableSettings settings() {
        return settings;
    }

    /** Reads all columns, so that the file may be closed. */
    void read() {
        List.of(trajectories, subjects, recordings, sessions, trials).forEach(names -> names.columns().forEach(Column::texts));
        heldOut.ifPresent(Column::numbers);
    }

    /**
     * Returns the rows of each trajectory by its name in the table; all rows under an empty name if it has none, or if they are of one
     * subject and nothing else names them.
     */
    Map<String, Rows> trajectories() {
        if (!trajectories.areGiven()) {
            return Map.of("", Rows.first(table.rows()));
        }
        Map<String, Integer> numbers = new LinkedHashMap<>();
        int[] numberOf = new int[table.rows()];
        for (int row = 0; row < numberOf.length; row++) {
            boolean goesOn = row > 0 && trajectories.areSame(row, row - 1);
            numberOf[row] = goesOn ? numberOf[row - 1] : number(numbers, row, row > 0 ? numberOf[row - 1] : -1);
        }
        List<Rows> rows = Rows.by(numberOf.length, numbers.size(), row -> numberOf[row]);
        Map<String, Rows> named = new LinkedHashMap<>();
        numbers.forEach((name, number) -> named.put(settings.trajectory().isEmpty() && numbers.size() == 1 ? "" : name, rows.get(number)));
        return named;
    }

    private int number(Map<String, Integer> numbers, int row, int before) {
        String name = trajectories.required(row);
        Integer known = numbers.putIfAbsent(name, numbers.size());
        if (known != null && known != before && !sessions.areGiven()) {
            String one = settings.trajectory().isEmpty() ? "subject" : "trajectory";
            throw trajectories.columns().getFirst().refused(row, one + " '" + name + "' goes on here, though another came between; if it "
                    + "is another " + one + ", name a second column that tells the two apart, as in " + one + ": [" + trajectories
                    + ", date]; if not, name the column of sessions, or sort the rows.");
        }
        return known == null ? numbers.size() - 1 : known;
    }

    /** Returns the rows of each session of a trajectory by its name, as places among the trajectory's; none if the table does not say. */
    Map<String, int[]> sessions(Rows trajectory) {
        Map<String, int[]> named = new LinkedHashMap<>();
        if (sessions.areGiven()) {
            for (int[] run : runs(trajectory, 0, trajectory.size(), sessions)) {
                int row = trajectory.row(run[0]);
                String name = sessions.required(row);
                if (named.putIfAbsent(name, run) != null) {
                    throw sessions.columns().getFirst().refused(row, "session '" + name + "' goes on here, though another came between; if "
                            + "it is another session, name a second column that tells the two apart, as in session: [" + sessions
                            + ", date]; if not, sort the rows.");
                }
            }
        }
        return named;
    }

    /** Returns the trials of a trajectory, counted from its first step; none reaches from one session into the next. */
    List<Trajectory.Trial> trials(Rows trajectory) {
        List<Trajectory.Trial> found = new ArrayList<>();
        if (trials.areGiven()) {
            Collection<int[]> parts = sessions(trajectory).values();
            for (int[] part : parts.isEmpty() ? List.of(new int[] {0, trajectory.size()}) : parts) {
                for (int[] run : runs(trajectory, part[0], part[1], trials)) {
                    if (!trials.of(trajectory.row(run[0])).isEmpty()) {
                        found.add(new Trajectory.Trial(run[0], run[1]));
                    }
                }
            }
        }
        return found;
    }

    /** Returns whose trajectory it is, if the table says so. */
    Optional<String> subject(Rows trajectory) {
        return constant(subjects, trajectory);
    }

    /** Returns of which recording it is a replicate, if the table says so. */
    Optional<String> recording(Rows trajectory) {
        return constant(recordings, trajectory);
    }

    private static Optional<String> constant(Names names, Rows trajectory) {
        if (!names.areGiven()) {
            return Optional.empty();
        }
        requireConstant(names, trajectory);
        return Optional.of(names.required(trajectory.row(0)));
    }

    /** Returns whether rules are fitted to a trajectory. */
    Trajectory.Use use(Rows trajectory) {
        return heldOut.map(column -> {
            requireConstant(new Names(List.of(column), "a use"), trajectory);
            return column.flag(trajectory.row(0)) == 1 ? Trajectory.Use.HELD_OUT : Trajectory.Use.TRAINING;
        }).orElse(Trajectory.Use.TRAINING);
    }

    private static void requireConstant(Names names, Rows trajectory) {
        for (int i = 1; i < trajectory.size(); i++) {
            int row = trajectory.row(i);
            if (!names.areSame(row, trajectory.row(0))) {
                throw names.columns().getFirst().refused(row, "found '" + names.of(row) + "', but the trajectory began with '"
                        + names.of(trajectory.row(0)) + "'; expected the same in all its steps.");
            }
        }
    }

    /** Divides places of a trajectory into runs of equal rows: the first, and the one after the last. */
    private static List<int[]> runs(Rows trajectory, int from, int to, Names names) {
        List<int[]> runs = new ArrayList<>();
        int start = from;
        for (int place = from + 1; place <= to; place++) {
            if (place == to || !names.areSame(trajectory.row(place), trajectory.row(start))) {
                runs.add(new int[] {start, place});
                start = place;
            }
        }
        return runs;
    }
}
