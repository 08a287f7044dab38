package org.deltaw.plugin.jvm;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.deltaw.spi.backend.ModelInput;

/**
 * The data of trajectories as an engine reads them, laid out once for each group of trajectories that is computed at once, unless they are
 * long: a search asks for the same groups again and again. Safe for use by several threads.
 */
final class GroupData {
    /** How many times what was loaded, and how many numbers at least, are kept before all is forgotten. */
    private static final int LARGEST_SHARE = 4;
    private static final long SMALL = 1L << 22;

    private final Engine engine;
    private final List<ModelInput> inputs;
    private final long limit;
    private final Map<List<Integer>, Numbers> known = new ConcurrentHashMap<>();
    private final AtomicLong size = new AtomicLong();

    GroupData(Engine engine, List<ModelInput> inputs) {
        this.engine = engine;
        this.inputs = inputs;
        long loaded = inputs.stream().mapToLong(ModelInput::steps).sum() * engine.dataSize() / engine.lanes().group();
        this.limit = Math.max(SMALL, LARGEST_SHARE * loaded);
    }

    /** Returns the data of some trajectories, the longest first. */
    DataRows of(List<Integer> trajectories) {
        Numbers found = known.get(trajectories);
        return found != null ? DataRows.of(engine, found) : made(trajectories);
    }

    private DataRows made(List<Integer> trajectories) {
        List<ModelInput> group = trajectories.stream().map(inputs::get).toList();
        if (DataRows.areLong(engine, group)) {
            return DataRows.ofLong(engine, group);
        }
        Numbers made = engine.data(group, 0, group.getFirst().steps());
        if (size.addAndGet(made.size()) > limit) {
            known.clear();
            size.set(made.size());
        }
        known.put(trajectories, made);
        return DataRows.of(engine, made);
    }
}
