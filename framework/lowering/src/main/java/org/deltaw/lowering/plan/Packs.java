package org.deltaw.lowering.plan;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;
import org.deltaw.lowering.nest.Assignment;

/** Symbols that a step writes, slice by slice, before it reads them: derivatives along many parameters, packed into one array. */
final class Packs {
    private final Map<Symbol, List<Assignment>> slices;

    /**
     * Leaves out what nobody reads.
     *
     * @param slices by symbol, what is written to its slices
     * @param goals what the step is for
     */
    Packs(Map<Symbol, List<Assignment>> slices, List<Assignment> goals) {
        this.slices = new LinkedHashMap<>(slices);
        Set<Symbol> read = new HashSet<>();
        for (Expr node : Graph.order(goals.stream().map(Assignment::value).toList())) {
            if (node.op() instanceof Op.Input(Symbol symbol)) {
                read.add(symbol);
            }
        }
        this.slices.keySet().retainAll(read);
    }

    Set<Symbol> symbols() {
        return slices.keySet();
    }

    Stream<Assignment> all() {
        return slices.values().stream().flatMap(List::stream);
    }

    /** Lists what must be written before a value can be read; nothing if it is not the symbol of a pack. */
    List<Assignment> writtenFor(Expr node) {
        return node.op() instanceof Op.Input(Symbol symbol) ? slices.getOrDefault(symbol, List.of()) : List.of();
    }
}
