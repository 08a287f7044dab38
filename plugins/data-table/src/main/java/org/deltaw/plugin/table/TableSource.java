package org.deltaw.plugin.table;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltaw.spi.Citation;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;

/**
 * Trajectories from tables with a row for each step: CSV files, and NumPy arrays. A user says which column holds
 * what; where a target's cell is empty, or not a number, it was not observed.
 */
@ServiceProvider(DataSource.class)
public final class TableSource implements DataSource<TableSettings> {
    /** A table, and what its columns are for. */
    private record Mapped(Table table, Roles roles) {}

    @Override
    public ExtensionId id() {
        return new ExtensionId("table");
    }

    @Override
    public String description() {
        return "Trajectories from CSV files and NumPy arrays (.npz, .npy), a row for each step";
    }

    @Override
    public Class<TableSettings> settingsType() {
        return TableSettings.class;
    }

    @Override
    public List<Citation> sources() {
        return List.of(
                new Citation("Shafranovich, Common format and MIME type for comma-separated values (CSV) files, RFC 4180, "
                        + "2005", "10.17487/RFC4180"),
                new Citation("Harris and others, Array programming with NumPy, Nature 585, 2020",
                        "10.1038/s41586-020-2649-2"));
    }

    @Override
    public Dataset load(TableSettings settings, DataContext context) {
        List<Mapped> tables = TableFiles.read(settings, context.directory()).stream()
                .map(table -> new Mapped(table, Roles.of(table, settings, context.inputs()))).toList();
        Roles first = tables.getFirst().roles();
        tables.forEach(each -> each.roles().requireSameAs(first, each.table()));
        Set<String> masked = masked(tables);
        InitialStates states = InitialStates.read(settings, context.directory());
        List<Trajectory> trajectories = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (Mapped each : tables) {
            Grouping grouping = new Grouping(each.table(), settings);
            grouping.trajectories().forEach((name, span) -> {
                String id = id(name, each.table(), tables.size());
                names.add(id);
                trajectories.addAll(sessions(id, span, grouping, (part, rows) -> trajectory(part, rows, each, grouping, masked)
                        .start(id).initialStates(states.of(id))));
            });
        }
        states.stranger(names).ifPresent(name -> {
            throw new InvalidSpecException("initial-states", "There are states of a trajectory '" + name
                    + "', but the trajectories are " + String.join(", ", names) + ".");
        });
        requireUnique(trajectories);
        requireTraining(trajectories);
        Dataset.Builder data = Dataset.builder(first.channels(masked)).trajectories(trajectories);
        settings.truth().ifPresent(data::truth);
        return data.build();
    }

    /** Begins a trajectory of some rows. */
    private interface Part {
        Trajectory.Builder begin(String id, Span rows);
    }

    /** Makes a trajectory of each session, or one of all in which they are marked. */
    private static List<Trajectory> sessions(String id, Span rows, Grouping grouping, Part part) {
        Map<String, Span> sessions = grouping.sessions(rows);
        if (grouping.settings().sessions() == TableSettings.Sessions.ANEW && !sessions.isEmpty()) {
            return sessions.entrySet().stream().map(each ->
                    part.begin(id + "/" + each.getKey(), each.getValue()).session(each.getKey()).build()).toList();
        }
        return List.of(part.begin(id, rows).sessions(sessions.entrySet().stream().map(each ->
                new Trajectory.Session(each.getKey(), each.getValue().from() - rows.from())).toList()).build());
    }

    private static Trajectory.Builder trajectory(String id, Span rows, Mapped mapped, Grouping grouping, Set<String> masked) {
        Table table = mapped.table();
        Trajectory.Builder builder = Trajectory.builder(id, rows.rows())
                .subject(grouping.subject(rows).orElse(table.file().name())).file(table.source())
                .columns(mapped.roles().values(masked, rows)).trials(grouping.trials(rows)).use(grouping.use(rows));
        grouping.settings().secondsPerStep().ifPresent(builder::secondsPerStep);
        return builder;
    }

    /** Two files may use the same names, so with several files the file's stands in front. */
    private static String id(String name, Table table, int files) {
        return name.isEmpty() ? table.file().name() : files == 1 ? name : table.file().name() + "/" + name;
    }

    /** Names the targets that were not observed everywhere: all trajectories must have the same channels. */
    private static Set<String> masked(List<Mapped> tables) {
        Set<String> masked = new HashSet<>();
        for (Mapped each : tables) {
            each.roles().targets().forEach((name, target) -> {
                if (target.hasGaps(each.table().rows())) {
                    masked.add(name);
                }
            });
        }
        return masked;
    }

    private static void requireUnique(List<Trajectory> trajectories) {
        Set<String> ids = new HashSet<>();
        for (Trajectory trajectory : trajectories) {
            if (!ids.add(trajectory.id())) {
                throw new InvalidSpecException("session", "Two trajectories would be named '" + trajectory.id()
                        + "', by their own names and those of their sessions; rename one of them.");
            }
        }
    }

    private static void requireTraining(Iterable<Trajectory> trajectories) {
        for (Trajectory trajectory : trajectories) {
            if (!trajectory.isHeldOut()) {
                return;
            }
        }
        throw new InvalidSpecException("held-out", "All trajectories are held out, so there is nothing to fit; expected 0 "
                + "in at least one of them.");
    }
}
