package org.deltaw.plugin.jvm;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Quantity;

/** The memory of one run over one tile. For one thread. */
final class Arena implements AutoCloseable {
    private final Engine engine;
    private final Numbers data;
    private final Numbers memory;
    private final double[] totals;
    private final int firstLinear;
    private final int secondLinear;
    private final int rows;
    private int tile;
    private int linearRow;

    /** Takes memory for so many rows of states. */
    Arena(Engine engine, Numbers data, int rowCount) {
        this.engine = engine;
        this.data = data;
        this.totals = new double[engine.totalsEnd()];
        this.firstLinear = engine.fixedSize();
        this.secondLinear = firstLinear + (engine.linearRows() - 1) * engine.linearSize();
        this.rows = secondLinear + engine.linearSize();
        this.memory = engine.take(Math.addExact(rows, Math.multiplyExact(rowCount, engine.stateSize())));
        this.linearRow = firstLinear;
    }

    void begin(double[] parameters, ModelInput input, int ofTile) {
        this.tile = ofTile;
        memory.clear(firstLinear, rows);
        engine.begin(memory, parameters, input.attributes(), ofTile);
        engine.statesIn(input.initialStates(), memory, rows, ofTile);
    }

    /** Runs forwards and keeps the states before every step. */
    void forward(Sweep sweep, int from, int steps) {
        int stride = engine.stateSize();
        for (int done = 0; done < steps; done += stretch(steps - done)) {
            int in = rows + done * stride;
            run(sweep, stretch(steps - done), from + done, 1, in, in + stride, stride, firstLinear, secondLinear);
        }
    }

    /** Runs forwards in two rows that take turns; what travels along does so, too. */
    void alternate(Sweep sweep, int from, int steps) {
        for (int done = 0; done < steps; done += stretch(steps - done)) {
            run(sweep, stretch(steps - done), from + done, 1, rows, rows + engine.stateSize(), 0, firstLinear,
                    secondLinear);
        }
    }

    /** Runs backwards over states that were kept. */
    void backward(Sweep sweep, int from, int steps) {
        int stride = engine.stateSize();
        for (int left = steps; left > 0; left -= stretch(left)) {
            int second = firstLinear + secondLinear - linearRow;
            int in = rows + (left - 1) * stride;
            run(sweep, stretch(left), from + left - 1, -1, in, in + stride, -stride, linearRow, second);
            linearRow = stretch(left) % 2 == 0 ? linearRow : second;
        }
    }

    private int stretch(int left) {
        return Math.min(left, engine.real().stepsInTotal());
    }

    private void run(Sweep sweep, int steps, int row, int direction, int in, int out, int stateStep, int first,
            int second) {
        sweep.run(memory.array(), data.array(), steps, row * engine.dataSize(), direction * engine.dataSize(),
                tile * engine.lanes().width(), in, out, stateStep, first, second);
        memory.addTo(totals);
        memory.clear(0, totals.length);
    }

    Numbers firstRow() {
        return memory.copy(rows, engine.stateSize());
    }

    void firstRow(Numbers values) {
        memory.put(values, rows);
    }

    /** Goes on from the states after so many steps. */
    void lastRowFirst(int steps) {
        memory.move(rows + steps * engine.stateSize(), rows, engine.stateSize());
    }

    double[] total(Symbol symbol) {
        double[] result = new double[symbol.entries()];
        total(symbol, result, 0);
        return result;
    }

    void total(Symbol symbol, double[] result, int offset) {
        engine.total(symbol, totals, result, offset, tile);
    }

    /** Sets all totals to 0. */
    void forgetTotals() {
        Arrays.fill(totals, 0);
    }

    /** Returns what travelled along, in the order of the symbols; only the entries of this tile are set. */
    List<double[]> linear(List<Symbol> symbols, Set<Quantity> wanted) {
        if (!wanted.contains(Quantity.INITIAL_STATE_GRADIENT)) {
            return List.of();
        }
        List<double[]> values = symbols.stream().map(symbol -> new double[symbol.entries()]).toList();
        engine.linearOut(memory, linearRow, values, tile);
        return values;
    }

    void states(List<double[]> values, int row, int step) {
        engine.statesOut(memory, rows + row * engine.stateSize(), values, step, tile);
    }

    /** Runs one step from one of the two rows of states to the other. */
    void runRow(Sweep sweep, int dataRow, int row) {
        run(sweep, 1, dataRow, 1, row(row), row(1 - row), 0, firstLinear, secondLinear);
    }

    int secondLinear() {
        return secondLinear;
    }

    Numbers memory() {
        return memory;
    }

    @Override
    public void close() {
        engine.giveBack(memory);
    }

    private int row(int index) {
        return rows + index * engine.stateSize();
    }
}
