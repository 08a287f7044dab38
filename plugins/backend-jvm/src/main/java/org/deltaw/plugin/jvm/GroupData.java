package org.deltaw.plugin.jvm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.spi.backend.ModelInput;
import org.jspecify.annotations.Nullable;

/**
 * The data of trajectories as an engine reads them, laid out once for each group of trajectories that is computed at once, unless they are
 * long: a search asks for the same groups again and again. Safe for use by several threads.
 */
final class GroupData implements AutoCloseable {
    /** How many times what was loaded, and how many numbers at least, are kept before all is forgotten. */
    private static final int LARGEST_SHARE = 4;
    private static final long SMALL = 1L << 22;

    private final Engine engine;
    private final List<ModelInput> inputs;
    private final long limit;
    private final Map<List<Integer>, Shared> known = new HashMap<>();
    private long size;

    GroupData(Engine engine, List<ModelInput> inputs) {
        this.engine = engine;
        this.inputs = inputs;
        long loaded = inputs.stream().mapToLong(ModelInput::steps).sum() * engine.dataSize() / engine.lanes().group();
        this.limit = Math.max(SMALL, LARGEST_SHARE * loaded);
    }

    /** Numbers that several threads read, closed when they are forgotten and nobody reads them; guarded by the lock of all. */
    private static final class Shared {
        private final Numbers numbers;
        private int users = 1;

        Shared(Numbers numbers) {
            this.numbers = numbers;
        }
    }

    /** Returns the data of some trajectories, the longest first; to be closed by the caller. */
    DataRows of(List<Integer> trajectories) {
        List<ModelInput> group = trajectories.stream().map(inputs::get).toList();
        if (DataRows.areLong(engine, group)) {
            return DataRows.ofLong(engine, group);
        }
        Shared shared = shared(trajectories, group);
        return DataRows.of(engine, shared.numbers, () -> leave(shared));
    }

    private Shared shared(List<Integer> trajectories, List<ModelInput> group) {
        Shared found = find(trajectories);
        return found != null ? found : keep(trajectories, made(group));
    }

    private Numbers made(List<ModelInput> group) {
        int steps = group.getFirst().steps();
        Numbers made = engine.numbers((long) steps * engine.dataSize());
        engine.dataIn(group, 0, steps, made);
        return made;
    }

    private synchronized @Nullable Shared find(List<Integer> trajectories) {
        Shared found = known.get(trajectories);
        if (found != null) {
            found.users++;
        }
        return found;
    }

    private synchronized Shared keep(List<Integer> trajectories, Numbers made) {
        size += made.size();
        if (size > limit) {
            close();
            size = made.size();
        }
        Shared kept = new Shared(made);
        kept.users++;
        Shared before = known.put(trajectories, kept);
        if (before != null) {
            leave(before);
        }
        return kept;
    }

    private synchronized void leave(Shared shared) {
        shared.users--;
        if (shared.users == 0) {
            shared.numbers.close();
        }
    }

    /** Forgets all; what is being read is closed by the last who reads it. */
    @Override
    public synchronized void close() {
        known.values().forEach(this::leave);
        known.clear();
        size = 0;
    }
}
