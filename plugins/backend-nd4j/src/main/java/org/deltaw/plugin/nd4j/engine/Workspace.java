package org.deltaw.plugin.nd4j.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.backend.Program;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Room for some trajectories, and for as many of their steps as are computed at once. Used over and over; for one thread at a
 * time.
 */
final class Workspace implements AutoCloseable {
    private final Plans plans;
    private final Memory memory;
    private final int trajectories;
    private final int steps;
    private final Map<Symbol, INDArray> symbols = new HashMap<>();
    private final Map<Storage, INDArray> constants = new HashMap<>();
    private final Map<Plan, List<INDArray>> temporaries = new HashMap<>();
    private final Map<Storage, INDArray> buffers = new IdentityHashMap<>();
    private final Map<INDArray, Map<List<Long>, INDArray>> views = new IdentityHashMap<>();
    private final Map<Plan, Map<Integer, BoundPlan>> bound = new HashMap<>();
    private final Map<Move, Call> moves = new HashMap<>();
    private final History history;

    private record Move(Symbol symbol, long from, long to, long length) {}

    /**
     * Allocates room.
     *
     * @param steps of a chunk
     */
    Workspace(Plans plans, Precision precision, int trajectories, int steps) {
        this.plans = plans;
        this.memory = new Memory(precision);
        this.trajectories = trajectories;
        this.steps = steps;
        Program program = plans.program();
        program.parameters().forEach(symbol -> allocate(symbol, 1));
        program.attributes().forEach(symbol -> allocate(symbol, trajectories));
        program.channels().forEach(symbol -> allocate(symbol, (long) steps * trajectories));
        program.states().forEach(this::allocateCarried);
        this.history = new History(this, program.states());
    }

    private void allocate(Symbol symbol, long count) {
        symbols.computeIfAbsent(symbol, each -> memory.allocate(count * each.entries()));
    }

    private void allocateCarried(Symbol symbol) {
        allocate(symbol, (steps + 1L) * trajectories);
    }

    int trajectories() {
        return trajectories;
    }

    int steps() {
        return steps;
    }

    Memory memory() {
        return memory;
    }

    /** Returns the memory of a symbol. */
    INDArray values(Symbol symbol) {
        allocateCarriedIfMissing(symbol);
        return Objects.requireNonNull(symbols.get(symbol));
    }

    /** Adjoints and tangents take room only once they are wanted. */
    private void allocateCarriedIfMissing(Symbol symbol) {
        if (!symbols.containsKey(symbol)) {
            allocateCarried(symbol);
        }
    }

    /** Returns the memory of anything that a plan reads or writes. */
    INDArray buffer(Plan plan, Storage storage) {
        INDArray known = buffers.get(storage);
        if (known == null) {
            known = found(plan, storage);
            buffers.put(storage, known);
        }
        return known;
    }

    private INDArray found(Plan plan, Storage storage) {
        return switch (storage) {
            case Storage.Given(Symbol symbol, var _) -> values(symbol);
            case Storage.Carried(Symbol symbol, var _, var _) -> values(symbol);
            case Storage.Constant _, Storage.Unit _ -> constants.computeIfAbsent(storage, this::constant);
            case Storage.Temporary value -> temporaries.computeIfAbsent(plan, this::allocated)
                    .get(plans.slots(plan).place(value));
        };
    }

    /** Shows a part of a buffer as an array. Arrays are costly to make, and the same ones are needed often. */
    INDArray view(INDArray whole, long[] shape, long[] strides, long offset) {
        List<Long> key = new ArrayList<>();
        key.add(offset);
        LongStream.concat(Arrays.stream(shape), Arrays.stream(strides)).forEach(key::add);
        return views.computeIfAbsent(whole, _ -> new HashMap<>())
                .computeIfAbsent(key, _ -> Memory.view(whole, shape, strides, offset));
    }

    private List<INDArray> allocated(Plan plan) {
        List<INDArray> arrays = new ArrayList<>();
        for (Storage kind : plans.slots(plan).kinds()) {
            arrays.add(memory.allocate(switch (kind.level()) {
                case FIXED -> kind.entries();
                case TRAJECTORY, LOOP -> (long) trajectories * kind.entries();
                case STEP -> (long) steps * trajectories * kind.entries();
            }));
        }
        return arrays;
    }

    private INDArray constant(Storage storage) {
        double[] values = new double[storage.entries()];
        if (storage instanceof Storage.Unit(Op.Indicator indicator)) {
            int directions = indicator.direction().size();
            for (int i = 0; i < Axes.of(indicator.axes()).entries(); i++) {
                values[i * directions + indicator.offset() + i] = 1;
            }
        } else if (storage instanceof Storage.Constant(double value)) {
            values[0] = value;
        }
        INDArray array = memory.allocate(values.length);
        Memory.write(values, array, 0);
        return array;
    }

    History history() {
        return history;
    }

    /** Copies values of a symbol to another place among its values. */
    void move(Symbol symbol, long from, long to, long length) {
        moves.computeIfAbsent(new Move(symbol, from, to, length), this::prepared).run();
    }

    private Call prepared(Move move) {
        long[] shape = {move.length()};
        INDArray target = Memory.view(values(move.symbol()), shape, new long[] {1}, move.to());
        INDArray source = Memory.view(values(move.symbol()), shape, new long[] {1}, move.from());
        return memory.apply(InstructionWriter.COPY, List.of(target, source), target);
    }

    /** Returns a plan prepared for the first so many trajectories. */
    BoundPlan bound(Plan plan, int rows) {
        return bound.computeIfAbsent(plan, _ -> new HashMap<>())
                .computeIfAbsent(rows, count -> new BoundPlan(this, plan, count));
    }

    @Override
    public void close() {
        memory.close();
    }
}
