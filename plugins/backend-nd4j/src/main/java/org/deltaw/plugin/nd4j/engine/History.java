package org.deltaw.plugin.nd4j.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Symbol;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Keeps the states of chunks for the way back, and of single steps from which chunks are computed again. */
final class History {
    private final Workspace workspace;
    private final List<Symbol> states;
    private final List<Map<Symbol, INDArray>> chunks = new ArrayList<>();
    private final List<Map<Symbol, INDArray>> starts = new ArrayList<>();
    private final Map<Key, List<Call>> calls = new HashMap<>();

    private record Key(int slot, int rows, boolean whole, boolean saves) {}

    History(Workspace workspace, List<Symbol> states) {
        this.workspace = workspace;
        this.states = states;
    }

    void save(int slot, int rows) {
        run(new Key(slot, rows, true, true));
    }

    void load(int slot, int rows) {
        run(new Key(slot, rows, true, false));
    }

    void saveStart(int slot, int rows) {
        run(new Key(slot, rows, false, true));
    }

    void loadStart(int slot, int rows) {
        run(new Key(slot, rows, false, false));
    }

    private void run(Key key) {
        calls.computeIfAbsent(key, this::prepared).forEach(Call::run);
    }

    private List<Call> prepared(Key key) {
        int stateRows = key.whole() ? workspace.steps() + 1 : 1;
        List<Map<Symbol, INDArray>> slots = key.whole() ? chunks : starts;
        while (slots.size() <= key.slot()) {
            slots.add(new HashMap<>());
        }
        List<Call> copies = new ArrayList<>();
        for (Symbol state : states) {
            long capacity = (long) stateRows * workspace.trajectories() * state.entries();
            INDArray kept = part(slots.get(key.slot()).computeIfAbsent(state, _ -> workspace.memory().allocate(capacity)),
                    (long) stateRows * key.rows() * state.entries());
            INDArray present = part(workspace.values(state), kept.length());
            INDArray target = key.saves() ? kept : present;
            copies.add(workspace.memory().apply(
                    InstructionWriter.COPY, List.of(target, key.saves() ? present : kept), target));
        }
        return copies;
    }

    private static INDArray part(INDArray whole, long length) {
        return Memory.view(whole, new long[] {length}, new long[] {1}, 0);
    }
}
