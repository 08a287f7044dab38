package org.deltaw.expr.step;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Symbol;

/** Where the values of each symbol lie in one flat vector: symbol after symbol, each row-major. */
public final class Layout {
    private final List<Symbol> symbols;
    private final Map<Symbol, Integer> offsets = new HashMap<>();
    private final int size;

    /** Lays out symbols one after the other. */
    public Layout(List<Symbol> symbols) {
        this.symbols = List.copyOf(symbols);
        int next = 0;
        for (Symbol symbol : this.symbols) {
            if (offsets.put(symbol, next) != null) {
                throw new IllegalArgumentException("Symbol '" + symbol + "' is laid out twice.");
            }
            next += symbol.entries();
        }
        this.size = next;
    }

    /** Lists the symbols in their order. */
    public List<Symbol> symbols() {
        return symbols;
    }

    /** Returns the length of the vector. */
    public int size() {
        return size;
    }

    /** Returns where the values of a symbol begin. */
    public int offset(Symbol symbol) {
        Integer offset = offsets.get(symbol);
        if (offset == null) {
            throw new IllegalArgumentException("Symbol '" + symbol + "' is not one of " + symbols + ".");
        }
        return offset;
    }
}
