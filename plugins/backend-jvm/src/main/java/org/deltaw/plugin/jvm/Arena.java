package org.deltaw.plugin.jvm;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.ModelInput;
import org.deltaw.spi.Quantity;

/** The memory of one run over one tile. For one thread. */
final class Arena implements AutoCloseable {
    private final Engine engine;
    private final double[] data;
    private final double[] memory;
    private final int firstLinear;
    private final int secondLinear;
    private final int rows;
    private int tile;
    private int linearRow;

    /** Takes memory for so many rows of states. */
    Arena(Engine engine, double[] data, int rowCount) {
        this.engine = engine;
        this.data = data;
        this.firstLinear = engine.fixedSize();
        this.secondLinear = firstLinear + engine.linearSize();
        this.rows = secondLinear + engine.linearSize();
        this.memory = engine.take(Math.addExact(rows, Math.multiplyExact(rowCount, engine.stateSize())));
        this.linearRow = firstLinear;
    }

    void begin(double[] parameters, ModelInput input, int ofTile) {
        this.tile = ofTile;
        Arrays.fill(memory, firstLinear, rows, 0);
        engine.begin(memory, parameters, input.attributes(), ofTile);
        engine.statesIn(input.initialStates(), memory, rows, ofTile);
    }

    /** Runs forwards and keeps the states before every step. */
    void forward(Sweep sweep, int from, int steps) {
        int stride = engine.stateSize();
        sweep.run(memory, data, steps, from * engine.dataSize(), engine.dataSize(), tileOffset(), rows, rows + stride,
                stride, firstLinear, secondLinear);
    }

    /** Runs forwards in two rows that take turns; what travels along does so, too. */
    void alternate(Sweep sweep, int from, int steps) {
        sweep.run(memory, data, steps, from * engine.dataSize(), engine.dataSize(), tileOffset(), rows,
                rows + engine.stateSize(), 0, firstLinear, secondLinear);
    }

    /** Runs backwards over states that were kept. */
    void backward(Sweep sweep, int from, int steps) {
        int stride = engine.stateSize();
        int second = firstLinear + secondLinear - linearRow;
        sweep.run(memory, data, steps, (from + steps - 1) * engine.dataSize(), -engine.dataSize(), tileOffset(),
                rows + (steps - 1) * stride, rows + steps * stride, -stride, linearRow, second);
        linearRow = steps % 2 == 0 ? linearRow : second;
    }

    double[] firstRow() {
        return Arrays.copyOfRange(memory, rows, rows + engine.stateSize());
    }

    void firstRow(double[] values) {
        System.arraycopy(values, 0, memory, rows, values.length);
    }

    /** Goes on from the states after so many steps. */
    void lastRowFirst(int steps) {
        System.arraycopy(memory, rows + steps * engine.stateSize(), memory, rows, engine.stateSize());
    }

    double[] total(Symbol symbol) {
        double[] result = new double[symbol.entries()];
        total(symbol, result, 0);
        return result;
    }

    void total(Symbol symbol, double[] result, int offset) {
        engine.total(symbol, memory, result, offset, tile);
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
        sweep.run(memory, data, 1, dataRow * engine.dataSize(), engine.dataSize(), 0, row(row), row(1 - row), 0,
                firstLinear, secondLinear);
    }

    int secondLinear() {
        return secondLinear;
    }

    double[] memory() {
        return memory;
    }

    @Override
    public void close() {
        engine.giveBack(memory);
    }

    private int row(int index) {
        return rows + index * engine.stateSize();
    }

    private int tileOffset() {
        return tile * engine.lanes().width();
    }
}
