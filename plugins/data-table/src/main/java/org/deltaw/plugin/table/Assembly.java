package org.deltaw.plugin.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.deltaw.plugin.table.column.Column;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Warning;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;

/** Makes trajectories of recordings. For one dataset. */
final class Assembly {
    private final TableSettings settings;
    private final List<Recording> recordings;
    private final InitialStates states;
    private final Optional<Options> options;
    private final Map<Recording, Optional<Choices>> choices = new LinkedHashMap<>();
    private final Set<String> masked = new HashSet<>();
    private final List<Warning> warnings = new ArrayList<>();

    Assembly(TableSettings settings, List<Recording> recordings, InitialStates states) {
        this.settings = settings;
        this.recordings = recordings;
        this.states = states;
        this.options = settings.choice().map(choice -> Options.of(choice, columns(recordings)));
        recordings.forEach(each -> choices.put(each, each.roles().choices(settings, options)));
        recordings.forEach(this::addMasked);
    }

    private static List<Column> columns(List<Recording> recordings) {
        return recordings.stream().flatMap(each -> each.roles().choice().stream()).toList();
    }

    /** Names the targets that were not observed everywhere: all trajectories must have the same channels. */
    private void addMasked(Recording recording) {
        recording.roles().targets().forEach((name, target) -> {
            if (target.hasGaps(recording.rows())) {
                masked.add(name);
            }
        });
        if (choices(recording).filter(each -> !each.areComplete()).isPresent()) {
            masked.add(Target.CHOICE.name());
        }
    }

    private Optional<Choices> choices(Recording recording) {
        return choices.getOrDefault(recording, Optional.empty());
    }

    /**
     * Makes all trajectories.
     *
     * @throws InvalidSpecException if two have one name, none is left, or states are given of one that is not there
     */
    Dataset dataset() {
        List<Trajectory> trajectories = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        for (Recording recording : recordings) {
            recording.grouping().trajectories().forEach((name, rows) -> {
                String id = id(name, recording);
                names.add(id);
                trajectories.addAll(sessions(id, rows, recording.grouping(), (part, partRows) -> begin(part, partRows, recording)
                        .map(builder -> builder.start(id).initialStates(states.of(id)))));
            });
        }
        states.stranger(names).ifPresent(name -> {
            throw new InvalidSpecException("initial-states", "There are states of a trajectory '" + name
                    + "', but the trajectories are " + String.join(", ", names) + ".");
        });
        requireUnique(trajectories);
        requireTraining(trajectories);
        Roles first = recordings.getFirst().roles();
        Dataset.Builder data = Dataset.builder(first.channels(choices(recordings.getFirst()), masked)).trajectories(trajectories)
                .warnings(warnings);
        options.ifPresent(each -> data.options(each.names()));
        settings.truth().ifPresent(data::truth);
        return data.build();
    }

    /** Makes a trajectory of each session, or one of all in which they are marked. */
    private static List<Trajectory> sessions(String id, Rows rows, Grouping grouping, BiFunction<String, Rows,
            Optional<Trajectory.Builder>> part) {
        Map<String, int[]> sessions = grouping.sessions(rows);
        if (grouping.settings().sessions() == TableSettings.Sessions.ANEW && !sessions.isEmpty()) {
            return sessions.entrySet().stream().flatMap(each ->
                    part.apply(id + "/" + each.getKey(), rows.part(each.getValue()[0], each.getValue()[1])).stream()
                            .map(builder -> builder.session(each.getKey()).build())).toList();
        }
        List<Trajectory.Session> marks = sessions.entrySet().stream().map(each ->
                new Trajectory.Session(each.getKey(), each.getValue()[0])).toList();
        return part.apply(id, rows).stream().map(builder -> builder.sessions(marks).build()).toList();
    }

    /** Begins a trajectory; none if there is nothing to predict in it, for no option was ever chosen. */
    private Optional<Trajectory.Builder> begin(String id, Rows rows, Recording recording) {
        Optional<Choices> made = choices(recording);
        if (made.filter(each -> !each.isAnyIn(rows)).isPresent()) {
            warnings.add(new Warning("trajectory-left-out", "Trajectory '" + id + "' (" + recording.file().shown() + ") is left out, for "
                    + "no option was chosen in " + (rows.size() == 1 ? "its only step." : "any of its " + rows.size() + " steps."),
                    subject(rows, recording)));
            return Optional.empty();
        }
        Grouping grouping = recording.grouping();
        Trajectory.Builder builder = Trajectory.builder(id, rows.size())
                .subject(subject(rows, recording)).file(recording.source())
                .columns(recording.roles().values(made, masked, rows)).trials(grouping.trials(rows)).use(grouping.use(rows));
        grouping.recording(rows).ifPresent(name -> builder.recording(id(name, recording)));
        settings.secondsPerStep().ifPresent(builder::secondsPerStep);
        return Optional.of(builder);
    }

    private static String subject(Rows rows, Recording recording) {
        return recording.grouping().subject(rows).orElse(recording.file().name());
    }

    /** Two files may use the same names, so with several files the file's stands in front. */
    private String id(String name, Recording recording) {
        String file = recording.file().name();
        return name.isEmpty() ? file : recordings.size() == 1 ? name : file + "/" + name;
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

    private void requireTraining(List<Trajectory> trajectories) {
        if (trajectories.isEmpty()) {
            throw new InvalidSpecException("choice", warnings.size() == 1 ? warnings.getFirst().message() + " So there is nothing to fit."
                    : "No option was chosen in any step of any trajectory, so there is nothing to fit; check choice.options and "
                            + "choice.missing.");
        }
        if (trajectories.stream().allMatch(Trajectory::isHeldOut)) {
            throw new InvalidSpecException("held-out", "All trajectories are held out, so there is nothing to fit; expected 0 "
                    + "in at least one of them.");
        }
    }
}
