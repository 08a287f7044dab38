package org.deltaw.lowering.plan;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;
import org.deltaw.lowering.layout.Allocator;
import org.deltaw.lowering.layout.ArrayLayout;
import org.deltaw.lowering.layout.Broadcasts;
import org.deltaw.lowering.nest.Nest;

/** Where the values of a step lie in memory: what has a name, and what nests keep for later ones. For one thread. */
final class Places {
    private final Map<Symbol, ArrayLayout> symbols;
    private final Map<Expr, ArrayLayout> kept = new IdentityHashMap<>();
    private final Map<ArrayLayout, Op.Indicator> indicators = new LinkedHashMap<>();
    private final Allocator room;
    private final ArrayLayout scratch;

    /**
     * Begins with the symbols alone.
     *
     * @param known where the symbols that are read lie
     * @param room for what is kept between nests
     */
    Places(Map<Symbol, ArrayLayout> known, Allocator room) {
        this.symbols = new LinkedHashMap<>(known);
        this.room = room;
        this.scratch = room.place(List.of());
    }

    List<Symbol> symbols() {
        return List.copyOf(symbols.keySet());
    }

    ArrayLayout scratch() {
        return scratch;
    }

    Map<ArrayLayout, Op.Indicator> indicators() {
        return indicators;
    }

    ArrayLayout of(Symbol symbol) {
        return Objects.requireNonNull(symbols.get(symbol));
    }

    /** Returns where a value lies that is not computed in the nest that needs it; recurses once for each axis at most. */
    ArrayLayout of(Expr value) {
        Expr inner = Broadcasts.inner(value);
        return switch (inner.op()) {
            case Op.Input(Symbol symbol) -> of(symbol);
            case Op.Rename(Axis from, Axis to) -> of(inner.argument(0)).renamed(from, to);
            default -> Objects.requireNonNull(kept.get(inner));
        };
    }

    boolean isKept(Expr inner) {
        return kept.containsKey(inner);
    }

    /** Returns where a value is kept; finds room for it the first time. */
    ArrayLayout keep(Expr inner) {
        return kept.computeIfAbsent(inner, _ -> room.place(inner.axes().toList()));
    }

    void keepIndicator(Expr node, Op.Indicator indicator) {
        indicators.put(keep(node), indicator);
    }

    /** Finds room for what a symbol is to become. */
    Symbol keepNext(Symbol symbol) {
        Symbol next = new Symbol(symbol.kind(), "next " + symbol.name(), symbol.axes());
        symbols.computeIfAbsent(next, _ -> room.place(symbol.axes()));
        return next;
    }

    /** Lists the places of values that are kept. */
    Stream<ArrayLayout> kept() {
        return kept.values().stream();
    }

    /** Keeps at places no more than the values of one index along an axis at a time. */
    void keepOneIndex(List<ArrayLayout> places, Axis axis) {
        kept.replaceAll((_, place) -> places.contains(place) ? place.slice(axis, 0) : place);
        symbols.replaceAll((_, place) -> places.contains(place) ? place.slice(axis, 0) : place);
    }

    /** Tells whether a nest reads a place. */
    boolean reads(Nest nest, ArrayLayout place) {
        return nest.operands().stream().anyMatch(operand -> place.contains(of(operand)));
    }
}
