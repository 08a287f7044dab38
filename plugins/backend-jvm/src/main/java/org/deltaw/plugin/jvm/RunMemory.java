package org.deltaw.plugin.jvm;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.backend.Quantity;

/** The memory of one run of a group over one tile. For one thread. */
final class RunMemory implements AutoCloseable {
    private final Engine engine;
    private final DataRows data;
    private final Numbers memory;
    private final double[] totals;
    private final long firstLinear;
    private final long secondLinear;
    private final long rows;
    private final long kept;
    private int tile;
    private long linearRow;
    private int firstStep;
    private int turn;

    /**
     * Takes memory.
     *
     * @param rowCount for so many rows of states, one behind the other
     * @param keptCount and so many that are put aside
     */
    RunMemory(Engine engine, DataRows data, int rowCount, int keptCount) {
        this.engine = engine;
        this.data = data;
        this.totals = new double[engine.totalsEnd()];
        this.firstLinear = engine.fixedSize();
        this.secondLinear = firstLinear + (engine.linearRows() - 1L) * engine.linearSize();
        this.rows = secondLinear + engine.linearSize();
        this.kept = row(rowCount);
        this.memory = engine.take(row(rowCount + keptCount));
        this.linearRow = firstLinear;
    }

    void begin(Group group, int ofTile) {
        this.tile = ofTile;
        memory.clear(firstLinear, rows);
        engine.begin(memory, group, ofTile);
        engine.statesIn(group, memory, rows, ofTile);
    }

    /** Lets the first row of states be that before a step. */
    void keepFrom(int step) {
        this.firstStep = step;
    }

    /** Runs forwards, from before one step to before another, and keeps the states before every step. */
    void forward(Sweep sweep, int from, int to) {
        int stride = engine.stateSize();
        for (int step = from; step < to; step = portionEnd(step, to)) {
            long in = row(step - firstStep);
            run(sweep, portionEnd(step, to) - step, step, 1, in, in + stride, stride, firstLinear, secondLinear);
            addUp(portionEnd(step, to));
        }
    }

    /** Runs forwards a second time; totals no longer matter. */
    void again(Sweep sweep, int from, int to) {
        int stride = engine.stateSize();
        for (int step = from; step < to; step = data.end(step, to)) {
            long in = row(step - firstStep);
            run(sweep, data.end(step, to) - step, step, 1, in, in + stride, stride, firstLinear, secondLinear);
        }
    }

    /** Runs forwards in two rows that take turns; what travels along does so, too. */
    void alternate(Sweep sweep, int from, int to) {
        for (int step = from; step < to; step = portionEnd(step, to)) {
            int steps = portionEnd(step, to) - step;
            run(sweep, steps, step, 1, row(turn), row(1 - turn), 0, firstLinear, secondLinear);
            turn = (turn + steps) % 2;
            addUp(step + steps);
        }
    }

    /** Runs backwards over states that were kept, from before one step to before an earlier one. */
    void backward(Sweep sweep, int from, int to) {
        int stride = engine.stateSize();
        for (int step = from; step > to; step = portionStart(step, to)) {
            int steps = step - portionStart(step, to);
            long second = firstLinear + secondLinear - linearRow;
            long in = row(step - 1 - firstStep);
            run(sweep, steps, step - 1, -1, in, in + stride, -stride, linearRow, second);
            linearRow = steps % 2 == 0 ? linearRow : second;
            addUp(step - steps);
        }
    }

    /** Returns where to stop on the way from one step to another: where data end, or too much is added up in a small kind of number. */
    private int portionEnd(int step, int to) {
        int portion = engine.real().stepsInTotal();
        return data.end(step, (int) Math.min(to, (step / portion + 1L) * portion));
    }

    private int portionStart(int step, int to) {
        int portion = engine.real().stepsInTotal();
        return data.start(step, Math.max(to, (step - 1) / portion * portion));
    }

    /** Adds to totals of 64 bits at certain steps, the same for all pairs, so that no pair's total depends on the others'. */
    private void addUp(int step) {
        if (step % engine.real().stepsInTotal() == 0) {
            memory.addTo(totals);
            memory.clear(0, totals.length);
        }
    }

    private void run(Sweep sweep, int steps, int row, int direction, long in, long out, long stateStep, long first, long second) {
        long bytes = engine.real().bytes();
        long start = memory.address();
        sweep.run(start, steps, data.address(row), bytes * direction * engine.dataSize(), bytes * tile * engine.lanes().width(),
                start + in * bytes, start + out * bytes, stateStep * bytes, start + first * bytes, start + second * bytes);
    }

    /** Makes the first row that in which the states are after steps in two rows that took turns, and puts a copy aside. */
    void putAside(int index) {
        if (turn == 1) {
            memory.move(row(1), row(0), engine.stateSize());
            turn = 0;
        }
        memory.move(row(0), kept + (long) index * engine.stateSize(), engine.stateSize());
    }

    /** Begins again with states that were put aside. */
    void fetch(int index) {
        memory.move(kept + (long) index * engine.stateSize(), row(0), engine.stateSize());
    }

    double[] total(Symbol symbol, int pair) {
        double[] result = new double[symbol.entries()];
        total(symbol, pair, result, 0);
        return result;
    }

    void total(Symbol symbol, int pair, double[] result, int offset) {
        engine.accumulator(symbol).addTo(result, offset, place -> totals[place] + memory.get(place), tile, pair);
    }

    /** Sets all totals to 0. */
    void forgetTotals() {
        Arrays.fill(totals, 0);
        memory.clear(0, totals.length);
    }

    /** Sets the totals of one pair to 0, and what travels along with it. */
    void forget(int pair) {
        engine.accumulators().forEach(accumulator -> accumulator.places(pair, place -> {
            totals[place] = 0;
            memory.set(place, 0);
        }));
        engine.linearClear(memory, linearRow + pair, tile);
    }

    /** Returns what travelled along with a pair, in the order of the symbols; only the entries of this tile are set. */
    List<double[]> linear(List<Symbol> symbols, int pair, Set<Quantity> wanted) {
        if (!wanted.contains(Quantity.INITIAL_STATE_GRADIENT)) {
            return List.of();
        }
        List<double[]> values = symbols.stream().map(symbol -> new double[symbol.entries()]).toList();
        engine.linearOut(memory, linearRow + pair, values, tile);
        return values;
    }

    /** Shows the states of a pair, which lie in one of the two rows that take turns. */
    void states(List<double[]> values, int pair, int step) {
        engine.statesOut(memory, row(turn) + pair, values, step, tile);
    }

    /** Runs one step, and stays where it is. */
    void look(Sweep sweep, int dataRow) {
        run(sweep, 1, dataRow, 1, row(turn), row(1 - turn), 0, firstLinear, secondLinear);
    }

    /** Runs one step from one of the two rows that take turns to the other. */
    void advance(Sweep sweep, int dataRow) {
        look(sweep, dataRow);
        turn = 1 - turn;
    }

    long secondLinear() {
        return secondLinear;
    }

    Numbers memory() {
        return memory;
    }

    @Override
    public void close() {
        engine.giveBack(memory);
    }

    private long row(int index) {
        return rows + (long) index * engine.stateSize();
    }
}
