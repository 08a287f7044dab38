package org.deltaw.plugin.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.spi.data.Trajectory;

/** Says which rows of a table belong together: trajectories, and trials within them. */
record Grouping(Table table, TableSettings settings) {
    /** Returns the rows of each trajectory by its name in the table; all rows under an empty name if it has none. */
    Map<String, Span> trajectories() {
        if (settings.trajectory().isEmpty()) {
            return Map.of("", new Span(0, table.rows()));
        }
        Column names = table.one("trajectory", settings.trajectory().get());
        Map<String, Span> spans = new LinkedHashMap<>();
        for (Span span : runs(names, new Span(0, table.rows()))) {
            String name = names.text(span.from());
            if (name.isEmpty()) {
                throw names.refused(span.from(), "the cell is empty, expected the name of a trajectory.");
            }
            Span earlier = spans.putIfAbsent(name, span);
            if (earlier != null) {
                throw names.refused(span.from(), "trajectory '" + name + "' goes on here, though another came between; "
                        + "expected the steps of a trajectory one after the other.");
            }
        }
        return spans;
    }

    /** Returns the rows of each session of a trajectory by its name; none if the table does not say. */
    Map<String, Span> sessions(Span trajectory) {
        Map<String, Span> sessions = new LinkedHashMap<>();
        if (settings.session().isPresent()) {
            Column names = table.one("session", settings.session().get());
            for (Span span : runs(names, trajectory)) {
                String name = names.text(span.from());
                if (name.isEmpty()) {
                    throw names.refused(span.from(), "the cell is empty, expected the name of a session.");
                }
                if (sessions.putIfAbsent(name, span) != null) {
                    throw names.refused(span.from(), "session '" + name + "' goes on here, though another came between; "
                            + "expected the steps of a session one after the other.");
                }
            }
        }
        return sessions;
    }

    /** Returns the trials of a trajectory, counted from its first step; none reaches from one session into the next. */
    List<Trajectory.Trial> trials(Span trajectory) {
        List<Trajectory.Trial> trials = new ArrayList<>();
        if (settings.trial().isPresent()) {
            Column numbers = table.one("trial", settings.trial().get());
            Collection<Span> sessions = sessions(trajectory).values();
            for (Span session : sessions.isEmpty() ? List.of(trajectory) : sessions) {
                for (Span span : runs(numbers, session)) {
                    if (!numbers.text(span.from()).isEmpty()) {
                        trials.add(new Trajectory.Trial(span.from() - trajectory.from(), span.to() - trajectory.from()));
                    }
                }
            }
        }
        return trials;
    }

    /** Returns whose trajectory it is, if the table says so. */
    Optional<String> subject(Span trajectory) {
        return settings.subject().map(name -> {
            Column column = table.one("subject", name);
            String subject = constant(column, trajectory);
            if (subject.isEmpty()) {
                throw column.refused(trajectory.from(), "the cell is empty, expected the name of a subject.");
            }
            return subject;
        });
    }

    /** Returns whether rules are fitted to a trajectory. */
    Trajectory.Use use(Span trajectory) {
        return settings.heldOut().map(name -> {
            Column column = table.one("held-out", name);
            constant(column, trajectory);
            return column.flag(trajectory.from()) == 1 ? Trajectory.Use.HELD_OUT : Trajectory.Use.TRAINING;
        }).orElse(Trajectory.Use.TRAINING);
    }

    private static String constant(Column column, Span trajectory) {
        List<Span> runs = runs(column, trajectory);
        if (runs.size() > 1) {
            int row = runs.get(1).from();
            throw column.refused(row, "found '" + column.text(row) + "', but the trajectory began with '"
                    + column.text(trajectory.from()) + "'; expected the same in all its steps.");
        }
        return column.text(trajectory.from());
    }

    /** Divides rows into runs of equal cells. */
    private static List<Span> runs(Column column, Span within) {
        List<Span> runs = new ArrayList<>();
        int start = within.from();
        for (int row = within.from() + 1; row <= within.to(); row++) {
            if (row == within.to() || !column.text(row).equals(column.text(start))) {
                runs.add(new Span(start, row));
                start = row;
            }
        }
        return runs;
    }
}
