package org.deltaw.study.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.network.Input;

/** Trajectories as a table with a row for each step, and how the data source {@code table} is told to read it. */
public record DatasetTable(Dataset dataset) {
    public static final String FILE = "trajectories.csv";
    public static final String STATES = "initial-states.csv";

    /** Writes the table as CSV; what was not observed has an empty cell. */
    public void write(Appendable out) throws IOException {
        Optional<ChoiceColumn> choice = ChoiceColumn.of(dataset);
        List<Channel> channels = dataset.channels().stream().filter(channel -> channel.role() != Channel.Role.MASK)
                .filter(channel -> choice.map(column -> !column.covers(channel)).orElse(true)).toList();
        List<String> header = new ArrayList<>(List.of("trajectory", "subject", "held-out", "trial"));
        if (hasSessions()) {
            header.add("session");
        }
        choice.ifPresent(_ -> header.add(ChoiceColumn.NAME));
        channels.forEach(channel -> header.addAll(columns(channel)));
        out.append(String.join(",", header.stream().map(Csv::cell).toList())).append('\n');
        for (Trajectory trajectory : dataset.trajectories()) {
            int[] trials = trials(trajectory);
            for (int step = 0; step < trajectory.steps(); step++) {
                out.append(Csv.cell(trajectory.id())).append(',').append(Csv.cell(trajectory.subject())).append(',')
                        .append(trajectory.isHeldOut() ? '1' : '0').append(',')
                        .append(trials[step] == 0 ? "" : Integer.toString(trials[step]));
                if (hasSessions()) {
                    out.append(',').append(Csv.cell(trajectory.session(step).map(Trajectory.Session::name).orElse(trajectory.id())));
                }
                if (choice.isPresent()) {
                    boolean observed = isObserved(trajectory, choice.get().target(), step * choice.get().target().width());
                    out.append(',').append(observed ? Csv.cell(choice.get().cell(trajectory, step)) : "");
                }
                for (Channel channel : channels) {
                    write(out, trajectory, channel, step);
                }
                out.append('\n');
            }
        }
    }

    private void write(Appendable out, Trajectory trajectory, Channel channel, int step) throws IOException {
        double[] values = trajectory.column(channel);
        for (int i = step * channel.width(); i < (step + 1) * channel.width(); i++) {
            out.append(',').append(isObserved(trajectory, channel, i) && Double.isFinite(values[i]) ? Double.toString(values[i]) : "");
        }
    }

    private boolean isObserved(Trajectory trajectory, Channel channel, int entry) {
        for (Channel mask : dataset.channels()) {
            if (channel.role() == Channel.Role.TARGET && mask.role() == Channel.Role.MASK
                    && mask.name().equals(channel.name())) {
                return trajectory.column(mask)[mask.width() == 1 ? entry / channel.width() : entry] != 0;
            }
        }
        return true;
    }

    /** Returns for each step the number of its trial, counted from 1; 0 if it belongs to none. */
    private static int[] trials(Trajectory trajectory) {
        int[] trials = new int[trajectory.steps()];
        int number = 0;
        for (Trajectory.Trial trial : trajectory.trials()) {
            number++;
            for (int step = trial.from(); step < trial.to(); step++) {
                trials[step] = number;
            }
        }
        return trials;
    }

    private boolean hasSessions() {
        return dataset.trajectories().stream().anyMatch(trajectory -> !trajectory.sessions().isEmpty());
    }

    /** Returns what the table holds, for programs. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("trajectories", dataset.trajectories().size());
        json.put("heldOut", dataset.trajectories().stream().filter(Trajectory::isHeldOut).count());
        json.put("steps", dataset.trajectories().stream().mapToLong(Trajectory::steps).sum());
        json.put("files", hasStates() ? List.of(FILE, STATES, "spec.yaml") : List.of(FILE, "spec.yaml"));
        return json;
    }

    /** Tells whether there are initial states to be written. */
    public boolean hasStates() {
        return dataset.trajectories().stream().anyMatch(trajectory -> !trajectory.initialStates().isEmpty());
    }

    /** Writes states before the first step as CSV. */
    public void writeStates(Appendable out) throws IOException {
        out.append("trajectory,state,index,value\n");
        for (Trajectory trajectory : dataset.trajectories()) {
            for (Map.Entry<String, double[]> state : trajectory.initialStates().entrySet()) {
                String start = Csv.cell(trajectory.id()) + "," + Csv.cell(state.getKey()) + ",";
                for (int i = 0; i < state.getValue().length; i++) {
                    out.append(start).append(Integer.toString(i)).append(',')
                            .append(Double.toString(state.getValue()[i])).append('\n');
                }
            }
        }
    }

    /** Returns the section of a spec that reads it: the data source {@code table} with its settings. */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("source", "table");
        settings.put("files", List.of(FILE));
        settings.put("trajectory", "trajectory");
        settings.put("subject", "subject");
        settings.put("held-out", "held-out");
        if (dataset.trajectories().stream().anyMatch(trajectory -> !trajectory.trials().isEmpty())) {
            settings.put("trial", "trial");
        }
        if (hasSessions()) {
            settings.put("session", "session");
            // Those that began anew are trajectories here, too.
            settings.put("sessions", "carry-over");
        }
        Map<String, List<String>> inputs = columnsOf(Channel.Role.INPUT);
        settings.put("inputs", inputs.getOrDefault("input", List.of()));
        ChoiceColumn.of(dataset).ifPresent(choice -> settings.put("choice", choice.settings()));
        for (Input named : List.of(Input.OFFERED, Input.PATTERNS)) {
            if (inputs.containsKey(named.name())) {
                settings.put(named.name(), inputs.get(named.name()));
            }
        }
        if (dataset.channels().contains(Channel.UPDATE)) {
            settings.put("gate", columns(Channel.UPDATE).getFirst());
        }
        Map<String, String> signals = new LinkedHashMap<>();
        columnsOf(Channel.Role.SIGNAL).forEach((signal, columns) -> signals.put(signal, columns.getFirst()));
        settings.put("signals", signals);
        Map<String, List<String>> targets = columnsOf(Channel.Role.TARGET);
        ChoiceColumn.of(dataset).ifPresent(choice -> targets.remove(choice.target().name()));
        settings.put("targets", targets);
        if (hasStates()) {
            settings.put("initial-states", STATES);
        }
        return settings;
    }

    private Map<String, List<String>> columnsOf(Channel.Role role) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        dataset.channels().stream().filter(channel -> channel.role() == role).forEach(channel ->
                columns.put(channel.name(), List.of(channel.width() == 1 ? channel.name() : channel.name() + ".*")));
        return columns;
    }

    /** Names the columns of a channel: one, or as many as it is wide, counted from 1. */
    private static List<String> columns(Channel channel) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= channel.width(); i++) {
            names.add(channel.width() == 1 ? channel.name() : channel.name() + "." + i);
        }
        return names;
    }
}
