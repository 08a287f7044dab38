package org.deltaw.spi.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What happened to one animal, or one simulated network, step by step, in which weights are continuous and all parameters
 * constant. Nothing is padded: trials are spans of steps.
 *
 * <pre>{@code
 * Trajectory.builder("Fly1/1", 120).subject("Fly1").recording("Fly1").column(decision, values).build()
 * }</pre>
 *
 * <p>Immutable and thread-safe; the arrays are copied in and must not be changed when read.
 */
public final class Trajectory {
    private final String id;
    private final String subject;
    private final String recording;
    private final String start;
    private final int steps;
    private final Map<Channel, double[]> columns;
    private final Map<String, double[]> initialStates;
    private final List<Trial> trials;
    private final List<Session> sessions;
    private final Use use;
    private final List<SourceFile> files;
    private final OptionalDouble secondsPerStep;
    private final Optional<Trajectory> actual;

    /** What a trajectory is for. */
    public enum Use {
        /** Rules are fitted to it. */
        TRAINING,
        /** Rules are never fitted to it; it shows how well they describe what they have not seen. */
        HELD_OUT
    }

    /**
     * A span of steps.
     *
     * @param from its first step
     * @param to the step after its last
     */
    public record Trial(int from, int to) {}

    /**
     * A session of the animal. It ends where the next one begins, or with the trajectory.
     *
     * @param name as a table of predictions shows it
     * @param from its first step
     */
    public record Session(String name, int from) {}

    private Trajectory(Builder builder) {
        this.id = builder.id;
        this.subject = builder.subject.orElse(id);
        this.recording = builder.recording.orElse(id);
        this.start = builder.start.orElse(id);
        this.steps = builder.steps;
        this.columns = copied(builder.columns);
        this.initialStates = copied(builder.initialStates);
        this.trials = List.copyOf(builder.trials);
        this.sessions = List.copyOf(builder.sessions);
        this.use = builder.use;
        this.files = List.copyOf(builder.files);
        this.secondsPerStep = builder.secondsPerStep;
        this.actual = builder.actual;
        requireNames();
        requireLengths();
        requireSessions();
    }

    /**
     * Begins to describe a trajectory to which rules are fitted, and that is a recording of its own, of a subject of the
     * same name.
     *
     * @param id unique within the dataset
     * @param steps how many, at least 1
     */
    public static Builder builder(String id, int steps) {
        return new Builder(id, steps);
    }

    /** Begins to describe one that differs from this in what is then said. */
    public Builder toBuilder() {
        Builder builder = new Builder(id, steps).subject(subject).recording(recording).start(start).columns(columns)
                .initialStates(initialStates).trials(trials).sessions(sessions).use(use);
        files.forEach(builder::file);
        secondsPerStep.ifPresent(builder::secondsPerStep);
        actual.ifPresent(builder::actual);
        return builder;
    }

    private void requireNames() {
        if (id.isBlank() || subject.isBlank() || recording.isBlank() || start.isBlank() || steps < 1) {
            throw new IllegalArgumentException("A trajectory needs an id, a subject, a recording, a start and at least one step, "
                    + "found '" + id + "', '" + subject + "', '" + recording + "', '" + start + "' and " + steps + " steps.");
        }
        if (actual.isPresent() && actual.get().steps != steps) {
            throw new IllegalArgumentException("Trajectory '" + id + "' has " + steps + " steps, but what really was has "
                    + actual.get().steps + ".");
        }
        if (secondsPerStep.isPresent() && !(secondsPerStep.getAsDouble() > 0 && Double.isFinite(secondsPerStep.getAsDouble()))) {
            throw new IllegalArgumentException("Trajectory '" + id + "': a step takes " + secondsPerStep.getAsDouble()
                    + " seconds, expected a positive number.");
        }
    }

    private void requireLengths() {
        columns.forEach((channel, values) -> {
            long expected = (long) steps * channel.width();
            if (values.length != expected) {
                throw new IllegalArgumentException("Trajectory '" + id + "': channel '" + channel + "' has " + values.length
                        + " values, expected " + expected + ".");
            }
        });
    }

    private void requireSessions() {
        int reached = -1;
        List<String> names = new ArrayList<>();
        for (Session session : sessions) {
            boolean first = names.isEmpty();
            if (first ? session.from() != 0 : session.from() <= reached || session.from() >= steps) {
                throw new IllegalArgumentException("Trajectory '" + id + "': session '" + session.name() + "' begins with step "
                        + session.from() + ", expected " + (first ? "0, since it is the first."
                                : "one from " + (reached + 1) + " to " + (steps - 1) + "."));
            }
            if (session.name().isBlank() || names.contains(session.name())) {
                throw new IllegalArgumentException("Trajectory '" + id + "': " + (session.name().isBlank() ? "a session has no name."
                        : "two sessions are named '" + session.name() + "'."));
            }
            names.add(session.name());
            reached = session.from();
        }
    }

    /** Returns its name, unique within the dataset. */
    public String id() {
        return id;
    }

    /** Returns whose trajectory it is; several may belong to one animal. */
    public String subject() {
        return subject;
    }

    /**
     * Returns what it was made of. Trajectories of one recording are replicates of it, with other noise: they hold no more
     * observations than one of them, and statistics count them once.
     */
    public String recording() {
        return recording;
    }

    /**
     * Returns the name by which the kernel draws the initial states that are not given: trajectories with the same start from
     * the same, as sessions do that begin anew.
     */
    public String start() {
        return start;
    }

    /** Returns the number of steps, at least 1. */
    public int steps() {
        return steps;
    }

    /** Returns for each channel {@code steps} times its width values, step after step. */
    public Map<Channel, double[]> columns() {
        return columns;
    }

    /**
     * Returns the values of states before the first step, by the state's name (weights: row-major, a row for each presynaptic
     * neuron); states that are not named are drawn by the kernel.
     */
    public Map<String, double[]> initialStates() {
        return initialStates;
    }

    /** Lists spans of steps, for reports and for a split into a fitted and a held-out part. */
    public List<Trial> trials() {
        return trials;
    }

    /**
     * Lists its sessions, the first from step 0; empty if nothing is known of sessions. Where a later one begins, weights go on
     * and what neurons carry and rules remember returns to where it began.
     */
    public List<Session> sessions() {
        return sessions;
    }

    /** Returns the session to which a step belongs; empty if nothing is known of sessions. */
    public Optional<Session> session(int step) {
        return sessions.reversed().stream().filter(session -> session.from() <= step).findFirst();
    }

    /** Returns whether rules are fitted to it. */
    public Use use() {
        return use;
    }

    /** Tells whether rules are never fitted to it. */
    public boolean isHeldOut() {
        return use == Use.HELD_OUT;
    }

    /** Returns the files that it was read from; none if it was simulated. */
    public List<SourceFile> files() {
        return files;
    }

    /** Returns how long a step takes; empty if that is not known, or differs from step to step. */
    public OptionalDouble secondsPerStep() {
        return secondsPerStep;
    }

    /**
     * Returns what really was, of the same steps, where something in this was drawn anew because no experimenter would know it; empty if
     * nothing is known of that, or this is what really was.
     */
    public Optional<Trajectory> actual() {
        return actual;
    }

    /**
     * Returns the values of a channel, step after step.
     *
     * @throws IllegalArgumentException if the trajectory does not have it
     */
    public double[] column(Channel channel) {
        double[] column = columns.get(channel);
        if (column == null) {
            throw new IllegalArgumentException("Trajectory '" + id + "' has no channel '" + channel + "'.");
        }
        return column;
    }

    void requireChannels(Collection<Channel> channels) {
        channels.forEach(this::column);
    }

    private static <K> Map<K, double[]> copied(Map<K, double[]> arrays) {
        Map<K, double[]> copy = new LinkedHashMap<>();
        arrays.forEach((key, array) -> copy.put(key, array.clone()));
        return Collections.unmodifiableMap(copy);
    }

    @Override
    public String toString() {
        return "trajectory '" + id + "'";
    }

    /** Describes a trajectory, of which only id and steps must be known. For one thread. */
    public static final class Builder {
        private final String id;
        private final int steps;
        private final Map<Channel, double[]> columns = new LinkedHashMap<>();
        private final Map<String, double[]> initialStates = new LinkedHashMap<>();
        private final List<SourceFile> files = new ArrayList<>();
        private Optional<String> subject = Optional.empty();
        private Optional<String> recording = Optional.empty();
        private Optional<String> start = Optional.empty();
        private List<Trial> trials = List.of();
        private List<Session> sessions = List.of();
        private Use use = Use.TRAINING;
        private OptionalDouble secondsPerStep = OptionalDouble.empty();
        private Optional<Trajectory> actual = Optional.empty();

        private Builder(String id, int steps) {
            this.id = id;
            this.steps = steps;
        }

        /** Says whose trajectory it is. */
        public Builder subject(String name) {
            this.subject = Optional.of(name);
            return this;
        }

        /** Says of which recording it is a replicate. */
        public Builder recording(String name) {
            this.recording = Optional.of(name);
            return this;
        }

        /** Says by which name initial states are drawn that are not given. */
        public Builder start(String name) {
            this.start = Optional.of(name);
            return this;
        }

        /** Sets the values of a channel, step after step. */
        public Builder column(Channel channel, double... values) {
            columns.put(channel, values);
            return this;
        }

        /** Sets the values of several channels, step after step. */
        public Builder columns(Map<Channel, double[]> values) {
            columns.putAll(values);
            return this;
        }

        /** Gives the values of a state before the first step, row-major. */
        public Builder initialState(String state, double... values) {
            initialStates.put(state, values);
            return this;
        }

        /** Gives the values of states before the first step, row-major, by the state's name, and of no others. */
        public Builder initialStates(Map<String, double[]> values) {
            initialStates.clear();
            initialStates.putAll(values);
            return this;
        }

        /** Lists its trials, one after the other. */
        public Builder trials(List<Trial> spans) {
            this.trials = spans;
            return this;
        }

        /** Says which session it is, as a whole. */
        public Builder session(String name) {
            return sessions(List.of(new Session(name, 0)));
        }

        /** Lists its sessions, one after the other; the first begins with step 0. */
        public Builder sessions(List<Session> all) {
            this.sessions = all;
            return this;
        }

        /** Says whether rules are fitted to it. */
        public Builder use(Use purpose) {
            this.use = purpose;
            return this;
        }

        /** Names a file from which it was read, after those named before. */
        public Builder file(SourceFile source) {
            files.add(source);
            return this;
        }

        /** Says how long each step takes, a positive number of seconds. */
        public Builder secondsPerStep(double seconds) {
            this.secondsPerStep = OptionalDouble.of(seconds);
            return this;
        }

        /** Says what really was, where this is what is told of it; with as many steps. */
        public Builder actual(Trajectory real) {
            this.actual = Optional.of(real);
            return this;
        }

        /**
         * Makes the trajectory.
         *
         * @throws IllegalArgumentException if a name is blank, a column or what really was has another number of steps, or
         *     sessions do not follow each other
         */
        public Trajectory build() {
            return new Trajectory(this);
        }
    }
}
