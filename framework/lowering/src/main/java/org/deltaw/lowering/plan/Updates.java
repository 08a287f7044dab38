package org.deltaw.lowering.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;
import org.deltaw.lowering.layout.ArrayLayout;
import org.deltaw.lowering.layout.Broadcasts;
import org.deltaw.lowering.nest.Block;
import org.deltaw.lowering.nest.Nest;

/**
 * Sees to it that a value that is brought up to date where it lies is not overwritten before all have read it. Where a
 * later nest still needs what it was, what it becomes is kept elsewhere until the end of the step.
 */
final class Updates {
    private final Places places;
    private final List<Block> blocks;
    private final List<Nest> order;

    private Updates(Places places, List<Block> blocks) {
        this.places = places;
        this.blocks = blocks;
        this.order = blocks.stream().flatMap(block -> block.nests().stream()).toList();
    }

    /** Returns the blocks with all that must be moved at the end of a step. */
    static List<Block> settle(List<Block> blocks, Places places) {
        return new Updates(places, blocks).settle();
    }

    /** Returns the nests without what leaves everything as it was. */
    static List<Nest> needed(Collection<Nest> nests, Places places) {
        nests.forEach(nest -> nest.stores().removeIf(store -> isIdle(store, places)));
        return nests.stream().filter(nest -> nest.outputs() > 0).toList();
    }

    /** Tells whether a store leaves everything as it was. */
    private static boolean isIdle(Nest.Store store, Places places) {
        Expr core = Broadcasts.inner(store.value());
        return !store.accumulate() && core.op() instanceof Op.Input && places.of(core).equals(store.place());
    }

    private List<Block> settle() {
        List<Block> all = new ArrayList<>(blocks);
        Map<ArrayLayout, List<Nest>> writersOf = new HashMap<>();
        order.forEach(nest -> nest.stores().stream().map(Nest.Store::place).distinct()
                .forEach(place -> writersOf.computeIfAbsent(place, _ -> new ArrayList<>()).add(nest)));
        for (Symbol symbol : places.symbols()) {
            ArrayLayout place = places.of(symbol);
            List<Nest> writers = writersOf.getOrDefault(place, List.of());
            if (writers.stream().anyMatch(writer -> comesTooEarly(writer, place))) {
                writers.forEach(writer -> all.add(new Block(Optional.empty(), List.of(postponed(writer, symbol)))));
            }
        }
        return all;
    }

    private boolean comesTooEarly(Nest writer, ArrayLayout place) {
        List<Nest> later = order.subList(order.indexOf(writer) + 1, order.size());
        return later.stream().anyMatch(nest -> places.reads(nest, place) && !excludes(writer, nest)) || readsRenamed(writer, place);
    }

    /** Tells whether entries are read that may have been written a moment ago, by the same nest or one that takes turns with it. */
    private boolean readsRenamed(Nest writer, ArrayLayout place) {
        return blocks.stream().filter(block -> block.nests().contains(writer))
                .flatMap(block -> block.nests().stream()).flatMap(nest -> nest.operands().stream())
                .anyMatch(operand -> operand.op() instanceof Op.Rename && place.contains(places.of(operand)));
    }

    /** Tells whether only one of two nests ever runs in a step. */
    private static boolean excludes(Nest one, Nest other) {
        return one.key().guard().isPresent() && one.key().guard().equals(other.key().guard().map(Nest.Guard::opposite));
    }

    /** Lets a nest write to another place, and returns the nest that moves it from there. */
    private Nest postponed(Nest writer, Symbol symbol) {
        Symbol next = places.keepNext(symbol);
        ArrayLayout place = places.of(symbol);
        writer.stores().replaceAll(store -> store.place().equals(place)
                ? new Nest.Store(store.value(), places.of(next), false)
                : store);
        Nest nest = new Nest(writer.key());
        nest.stores().add(new Nest.Store(next.read(), place, false));
        return nest;
    }
}
