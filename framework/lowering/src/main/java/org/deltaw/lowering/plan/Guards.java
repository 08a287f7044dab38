package org.deltaw.lowering.plan;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;
import org.deltaw.lowering.layout.Broadcasts;
import org.deltaw.lowering.nest.Assignment;
import org.deltaw.lowering.nest.Nest;

/**
 * Under which condition each value is needed. A choice by one number of the data, such as a gate of plasticity, is made once for
 * whole nests, and what only one branch of it needs is computed only then.
 */
final class Guards {
    private final Packs packs;
    private final Places places;
    private final Map<Expr, Optional<Nest.Guard>> guards = new IdentityHashMap<>();

    /**
     * Finds all conditions.
     *
     * @param nodes all values of a step but broadcasts, each after its arguments
     * @param goals what the step is for, and is needed always
     */
    Guards(List<Expr> nodes, List<Assignment> goals, Packs packs, Places places) {
        this.packs = packs;
        this.places = places;
        goals.forEach(goal -> need(goal.value(), Optional.empty()));
        nodes.reversed().forEach(this::needArguments);
    }

    /** Tells whether a choice is by one number of the data; then it may be made for whole nests. */
    static boolean couldBeGate(Expr node) {
        return node.op() instanceof Op.Where
                && Broadcasts.inner(node.argument(0)).axes().isEmpty()
                && Broadcasts.inner(node.argument(0)).op() instanceof Op.Input(Symbol symbol)
                && (symbol.kind() == Symbol.Kind.CHANNEL || symbol.kind() == Symbol.Kind.ATTRIBUTE);
    }

    /** Tells whether a choice is made for whole nests. Within what is itself chosen it is made number by number. */
    boolean isGate(Expr node) {
        return couldBeGate(node) && of(node).isEmpty();
    }

    /** Returns the condition under which a value is needed; empty if always, or under several. */
    Optional<Nest.Guard> of(Expr node) {
        return guards.getOrDefault(node, Optional.empty());
    }

    /** Returns the condition of one branch of a gate. */
    Nest.Guard branch(Expr gate, boolean first) {
        return new Nest.Guard(places.of(gate.argument(0)), first);
    }

    private void needArguments(Expr node) {
        Optional<Nest.Guard> own = of(node);
        packs.writtenFor(node).forEach(goal -> need(goal.value(), own));
        for (int i = 0; i < node.arguments().size(); i++) {
            boolean chosen = isGate(node) && i > 0;
            need(node.argument(i), chosen ? Optional.of(branch(node, i == 1)) : own);
        }
    }

    private void need(Expr value, Optional<Nest.Guard> guard) {
        guards.merge(Broadcasts.inner(value), guard, (known, other) -> known.equals(other) ? known : Optional.empty());
    }
}
