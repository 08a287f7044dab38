package org.deltaw.plugin.jvm;

import java.util.List;
import org.deltaw.spi.backend.ModelInput;

/**
 * The data of a group of trajectories, a row for each step: all rows at once, or, where these would take much memory, some at a time,
 * which are laid out again whenever they are needed. For one thread.
 */
final class DataRows implements AutoCloseable {
    /** How many numbers are laid out at once at most. */
    private static final int MOST_NUMBERS = 1 << 22;
    /** Stretches begin at multiples of so many steps, as do those over which totals are added up in 32 bits. */
    private static final int STEPS = 256;

    private final Engine engine;
    private final List<ModelInput> inputs;
    private final int stretch;
    private final Numbers data;
    private final Runnable close;
    private int first;

    private DataRows(Engine engine, List<ModelInput> inputs, int stretch, Numbers data, Runnable close) {
        this.engine = engine;
        this.inputs = inputs;
        this.stretch = stretch;
        this.data = data;
        this.close = close;
    }

    /** Rows that are laid out already. */
    static DataRows of(Engine engine, Numbers all, Runnable close) {
        return new DataRows(engine, List.of(), Integer.MAX_VALUE, all, close);
    }

    /** Rows that are laid out when they are needed. */
    static DataRows ofLong(Engine engine, List<ModelInput> inputs) {
        int stretch = Math.max(1, MOST_NUMBERS / engine.dataSize() / STEPS) * STEPS;
        Numbers room = engine.numbers((long) Math.min(stretch, inputs.getFirst().steps()) * engine.dataSize());
        DataRows rows = new DataRows(engine, inputs, stretch, room, room::close);
        rows.first = -1;
        return rows;
    }

    /** Tells whether all rows of trajectories are too much to be laid out at once. */
    static boolean areLong(Engine engine, List<ModelInput> inputs) {
        return (long) inputs.getFirst().steps() * engine.dataSize() > MOST_NUMBERS;
    }

    /** Returns before which step to stop on the way from one step to a later one. */
    int end(int step, int to) {
        return (int) Math.min(to, (step / stretch + 1L) * stretch);
    }

    /** Returns before which step to stop on the way back from before one step to before an earlier one. */
    int start(int step, int to) {
        return Math.max(to, (step - 1) / stretch * stretch);
    }

    /** Returns where the row of a step begins. */
    long address(int step) {
        if (first < 0 || step < first || step - first >= stretch) {
            first = step / stretch * stretch;
            data.clear(0, data.size());
            engine.dataIn(inputs, first, Math.min(inputs.getFirst().steps(), first + stretch), data);
        }
        return data.address() + (long) (step - first) * engine.dataSize() * engine.real().bytes();
    }

    /** Ends the use of these rows; no compiled code must run on them any more. */
    @Override
    public void close() {
        close.run();
    }
}
