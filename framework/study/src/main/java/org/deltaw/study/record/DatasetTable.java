package org.deltaw.study.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.deltaw.kernel.DataSettings;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Input;
import org.deltaw.storage.AtomicFile;

/**
 * Trajectories as a table with a row for each step, and how the data source {@code table} is told to read it, so that it gives the same
 * data again: subjects, sessions, trials, what was held out and what was not observed, and which trajectories are replicates of one
 * recording. Immutable.
 */
public final class DatasetTable {
    private static final String TRAJECTORY = "trajectory";
    private static final String SESSION = "session";
    private static final String RECORDING = "recording";

    private final Dataset dataset;
    private final String file;
    private final String states;
    private final List<String> options;
    private final boolean separateSessions;
    private final List<TableColumn> columns;

    /**
     * Describes the table of a dataset.
     *
     * @param file the name of its file
     * @param states the name of the file of initial states
     * @throws InvalidSpecException if the data hold what no table does
     */
    public DatasetTable(Dataset dataset, String file, String states) {
        this.dataset = dataset;
        this.file = file;
        this.states = states;
        requireKnown();
        this.options = options();
        this.separateSessions = dataset.trajectories().stream().allMatch(DatasetTable::isSession);
        this.columns = columns();
    }

    /** Refuses channels that the data source has no setting for. */
    private void requireKnown() {
        List<String> known = List.of(Input.CHOICE.name(), Input.OFFERED.name(), Input.PATTERNS.name());
        for (Channel channel : dataset.channels()) {
            boolean named = channel.role() == Channel.Role.INPUT && !isInput(channel) && !known.contains(channel.name());
            boolean wide = channel.role() == Channel.Role.SIGNAL && channel.width() > 1;
            if (named || wide) {
                throw new InvalidSpecException("The data have " + (named ? "an input '" + channel.name() + "'"
                        : "a signal '" + channel.name() + "' of " + channel.width() + " values in each step") + ", which the data source "
                        + "'table' does not read; leave it out.");
            }
        }
    }

    private static boolean isInput(Channel channel) {
        return channel.equals(Channel.input(channel.width()));
    }

    /** Names the options between which was chosen, by their numbers if they have no names. */
    private List<String> options() {
        return choice().map(channel -> dataset.options().isEmpty()
                ? IntStream.rangeClosed(1, channel.width()).mapToObj(Integer::toString).toList() : dataset.options()).orElse(List.of());
    }

    private Optional<Channel> choice() {
        return dataset.channels().stream().filter(channel -> channel.role() == Channel.Role.INPUT
                && channel.name().equals(Input.CHOICE.name())).findFirst();
    }

    /** Tells whether a trajectory is one session that begins anew, and is named as the data source names those. */
    private static boolean isSession(Trajectory trajectory) {
        return trajectory.sessions().size() == 1 && !trajectory.start().equals(trajectory.id())
                && trajectory.id().equals(trajectory.start() + "/" + trajectory.sessions().getFirst().name());
    }

    private List<TableColumn> columns() {
        List<TableColumn> all = new ArrayList<>(List.of(
                TableColumn.constant(TRAJECTORY, trajectory -> separateSessions ? trajectory.start() : trajectory.id()),
                TableColumn.constant("subject", Trajectory::subject),
                TableColumn.constant("held-out", trajectory -> trajectory.isHeldOut() ? "1" : "0"),
                TableColumn.trial("trial")));
        if (hasSessions()) {
            all.add(new TableColumn(SESSION, trajectory -> step ->
                    trajectory.session(step).map(Trajectory.Session::name).orElse(trajectory.id())));
        }
        if (hasReplicates()) {
            all.add(TableColumn.constant(RECORDING, Trajectory::recording));
        }
        for (Channel channel : written()) {
            if (Optional.of(channel).equals(choice())) {
                all.add(TableColumn.choice(channel.name(), channel, options));
            } else {
                List<String> names = TableColumn.names(channel);
                for (int i = 0; i < names.size(); i++) {
                    all.add(TableColumn.value(names.get(i), channel, i, of(Channel.Role.MASK)));
                }
            }
        }
        return all;
    }

    /** Returns the channels that have columns: of a choice that is input and target, one. */
    private List<Channel> written() {
        return dataset.channels().stream().filter(channel -> channel.role() != Channel.Role.MASK
                && !(channel.role() == Channel.Role.TARGET && isChoice(channel))).toList();
    }

    private boolean isChoice(Channel channel) {
        return !options.isEmpty() && channel.name().equals(Target.CHOICE.name());
    }

    private List<Channel> of(Channel.Role role) {
        return dataset.channels().stream().filter(channel -> channel.role() == role).toList();
    }

    private boolean hasSessions() {
        return dataset.trajectories().stream().anyMatch(trajectory -> !trajectory.sessions().isEmpty());
    }

    private boolean hasReplicates() {
        return dataset.trajectories().stream().anyMatch(trajectory -> !trajectory.recording().equals(trajectory.id()));
    }

    /** Writes the files into a folder. */
    public void writeTo(Path folder) {
        AtomicFile.write(folder.resolve(file), this::write);
        if (hasStates()) {
            AtomicFile.write(folder.resolve(states), this::writeStates);
        }
    }

    /** Writes the table as CSV; what was not observed has an empty cell. */
    void write(Appendable out) throws IOException {
        out.append(String.join(",", columns.stream().map(column -> Csv.cell(column.name())).toList())).append('\n');
        for (Trajectory trajectory : dataset.trajectories()) {
            List<IntFunction<String>> cells = columns.stream().map(column -> column.cells().apply(trajectory)).toList();
            for (int step = 0; step < trajectory.steps(); step++) {
                for (int i = 0; i < cells.size(); i++) {
                    out.append(i == 0 ? "" : ",").append(Csv.cell(cells.get(i).apply(step)));
                }
                out.append('\n');
            }
        }
    }

    private boolean hasStates() {
        return dataset.trajectories().stream().anyMatch(trajectory -> !trajectory.initialStates().isEmpty());
    }

    /** Writes states before the first step as CSV. */
    private void writeStates(Appendable out) throws IOException {
        out.append("trajectory,state,index,value\n");
        for (Trajectory trajectory : dataset.trajectories()) {
            for (Map.Entry<String, double[]> state : trajectory.initialStates().entrySet()) {
                String start = Csv.cell(separateSessions ? trajectory.start() : trajectory.id()) + "," + Csv.cell(state.getKey()) + ",";
                for (int i = 0; i < state.getValue().length; i++) {
                    out.append(start).append(Integer.toString(i)).append(',')
                            .append(Double.toString(state.getValue()[i])).append('\n');
                }
            }
        }
    }

    /** Names the files. */
    public List<String> files() {
        return hasStates() ? List.of(file, states) : List.of(file);
    }

    /**
     * Returns the section of a spec that reads it: the data source {@code table} with its settings.
     *
     * @param use how the trajectories are used
     */
    public SequencedMap<String, Object> settings(DataSettings use) {
        SequencedMap<String, Object> settings = new LinkedHashMap<>();
        settings.put("source", "table");
        settings.put("files", List.of(file));
        settings.put(TRAJECTORY, TRAJECTORY);
        settings.put("subject", "subject");
        settings.put("held-out", "held-out");
        if (dataset.trajectories().stream().anyMatch(trajectory -> !trajectory.trials().isEmpty())) {
            settings.put("trial", "trial");
        }
        if (hasSessions()) {
            settings.put(SESSION, SESSION);
            settings.put("sessions", separateSessions ? "anew" : "carry-over");
        }
        if (hasReplicates()) {
            settings.put(RECORDING, RECORDING);
        }
        addChannels(settings);
        secondsPerStep().ifPresent(seconds -> settings.put("seconds-per-step", seconds));
        if (hasStates()) {
            settings.put("initial-states", states);
        }
        dataset.truth().ifPresent(truth -> settings.put("truth", truth));
        if (!use.equals(DataSettings.ALL)) {
            settings.put("training-fraction", use.trainingFraction());
        }
        return settings;
    }

    private void addChannels(Map<String, Object> settings) {
        for (Channel channel : of(Channel.Role.INPUT)) {
            if (isInput(channel)) {
                settings.put("inputs", List.of(TableColumn.pattern(channel)));
            } else if (Optional.of(channel).equals(choice())) {
                Map<String, String> names = new LinkedHashMap<>();
                options.forEach(option -> names.put(option, option));
                settings.put(channel.name(), Map.of("column", channel.name(), "options", names));
            } else {
                settings.put(channel.name(), List.of(TableColumn.pattern(channel)));
            }
        }
        of(Channel.Role.GATE).forEach(gate -> settings.put("gate", gate.name()));
        Map<String, Object> signals = new LinkedHashMap<>();
        of(Channel.Role.SIGNAL).forEach(signal -> signals.put(signal.name(), signal.name()));
        Map<String, Object> targets = new LinkedHashMap<>();
        of(Channel.Role.TARGET).stream().filter(target -> !isChoice(target))
                .forEach(target -> targets.put(target.name(), List.of(TableColumn.pattern(target))));
        settings.put("signals", signals);
        if (!targets.isEmpty()) {
            settings.put("targets", targets);
        }
    }

    /** Returns how long a step takes, if all trajectories agree. */
    private OptionalDouble secondsPerStep() {
        List<OptionalDouble> all = dataset.trajectories().stream().map(Trajectory::secondsPerStep).distinct().toList();
        return all.size() == 1 ? all.getFirst() : OptionalDouble.empty();
    }
}
