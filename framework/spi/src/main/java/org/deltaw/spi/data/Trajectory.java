package org.deltaw.spi.data;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened to one animal, or one simulated network, step by step. Nothing is padded: trials are
 * spans of steps.
 *
 * <p>The arrays are copied in and must not be changed when read.
 *
 * @param id unique within the dataset
 * @param subject whose trajectory it is; several may belong to one animal
 * @param recording what it was made of. Trajectories of one recording are repetitions of it, with other noise: they hold
 *     no more observations than one of them, and statistics count them once
 * @param steps how many, at least 1
 * @param columns for each channel {@code steps} times its width values, step after step
 * @param initialStates values of states before the first step, by the state's name (weights: row-major,
 *     a row for each presynaptic neuron); states that are not named are drawn by the kernel
 * @param trials spans of steps, for reports and for a split into a fitted and a held-out part
 * @param use whether rules are fitted to it
 */
public record Trajectory(
        String id, String subject, String recording, int steps, Map<Channel, double[]> columns,
        Map<String, double[]> initialStates, List<Trial> trials, Use use) {
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

    public Trajectory {
        if (id.isBlank() || subject.isBlank() || recording.isBlank() || steps < 1) {
            throw new IllegalArgumentException("A trajectory needs an id, a subject, a recording and at least one step, "
                    + "found '" + id + "', '" + subject + "', '" + recording + "' and " + steps + " steps.");
        }
        columns = copied(columns);
        initialStates = copied(initialStates);
        trials = List.copyOf(trials);
        for (Map.Entry<Channel, double[]> column : columns.entrySet()) {
            long expected = (long) steps * column.getKey().width();
            if (column.getValue().length != expected) {
                throw new IllegalArgumentException("Trajectory '" + id + "': channel '" + column.getKey() + "' has "
                        + column.getValue().length + " values, expected " + expected + ".");
            }
        }
    }

    /** Makes a trajectory to which rules are fitted, and that is a recording of its own. */
    public Trajectory(
            String id, String subject, int steps, Map<Channel, double[]> columns, Map<String, double[]> initialStates,
            List<Trial> trials) {
        this(id, subject, steps, columns, initialStates, trials, Use.TRAINING);
    }

    /** Makes a trajectory that is a recording of its own. */
    public Trajectory(
            String id, String subject, int steps, Map<Channel, double[]> columns, Map<String, double[]> initialStates,
            List<Trial> trials, Use use) {
        this(id, subject, id, steps, columns, initialStates, trials, use);
    }

    /** Tells whether rules are never fitted to it. */
    public boolean isHeldOut() {
        return use == Use.HELD_OUT;
    }

    private static <K> Map<K, double[]> copied(Map<K, double[]> arrays) {
        Map<K, double[]> copy = new LinkedHashMap<>();
        arrays.forEach((key, array) -> copy.put(key, array.clone()));
        return Collections.unmodifiableMap(copy);
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
}
