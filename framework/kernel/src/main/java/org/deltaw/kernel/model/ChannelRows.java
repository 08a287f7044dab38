package org.deltaw.kernel.model;

import java.util.List;
import java.util.stream.IntStream;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;

/** Gives an interpreter, step by step, what it reads of the columns of a trajectory: its channels, or what a network showed. */
public final class ChannelRows {
    private final Interpreter interpreter;
    private final List<Symbol> symbols;
    private final List<double[]> columns;

    /**
     * Finds what is read.
     *
     * @param symbols of all columns
     * @param columns one for each symbol, row-major over steps
     */
    public ChannelRows(Interpreter interpreter, List<Symbol> symbols, List<double[]> columns) {
        int[] read = IntStream.range(0, symbols.size()).filter(i -> interpreter.reads(symbols.get(i))).toArray();
        this.interpreter = interpreter;
        this.symbols = IntStream.of(read).mapToObj(symbols::get).toList();
        this.columns = IntStream.of(read).mapToObj(columns::get).toList();
    }

    /** Gives the interpreter the values of a step. */
    public void set(int step) {
        for (int i = 0; i < symbols.size(); i++) {
            Symbol symbol = symbols.get(i);
            interpreter.set(symbol, columns.get(i), step * symbol.entries());
        }
    }
}
