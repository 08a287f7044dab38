package org.deltaw.lowering.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Interner;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.UnaryFunction;

/**
 * What a step computes on the way forwards and keeps for the way back, beside the states: the values of functions that take tens of
 * instructions, where keeping one takes two. Everything else is computed again from the states.
 *
 * @param values for each symbol that the way back reads, what the step writes there
 * @param backward the expressions of the way back, reading these symbols
 */
public record KeptValues(Map<Symbol, Expr> values, List<Expr> backward) {
    /** A name that no state has, since no author can write it. */
    private static final String NAME = "kept' ";

    /**
     * Finds them.
     *
     * @param forward the expressions of a step
     * @param backward those of its derivative, made from these
     * @param gated whether the branches of a choice are computed only where they are chosen: what they alone need is not kept, since it
     *     would have to be computed always
     */
    public static KeptValues of(List<Expr> forward, List<Expr> backward, boolean gated) {
        List<Expr> all = new ArrayList<>(forward);
        all.addAll(backward);
        List<Expr> interned = new Interner().intern(all);
        List<Expr> back = interned.subList(forward.size(), interned.size());
        Set<Expr> always = Collections.newSetFromMap(new IdentityHashMap<>());
        always.addAll(Graph.order(interned.subList(0, forward.size()), node -> needed(node, gated)));
        Predicate<Expr> worth = node -> isCostly(node) && always.contains(node);
        Map<Expr, Symbol> kept = new IdentityHashMap<>();
        Map<Symbol, Expr> values = new LinkedHashMap<>();
        // What is needed for the sake of a kept value alone is not kept itself.
        for (Expr node : Graph.order(back, part -> worth.test(part) ? List.of() : part.arguments())) {
            if (worth.test(node)) {
                Symbol symbol = new Symbol(Symbol.Kind.STATE, NAME + node.op().word() + " " + values.size(), node.axes().toList());
                kept.put(node, symbol);
                values.put(symbol, node);
            }
        }
        return new KeptValues(values, replaced(back, kept));
    }

    private static List<Expr> needed(Expr node, boolean gated) {
        return gated && node.op() instanceof Op.Where ? node.arguments().subList(0, 1) : node.arguments();
    }

    private static boolean isCostly(Expr node) {
        return node.op() instanceof Op.Unary(UnaryFunction function) && switch (function) {
            case EXP, LOG, TANH, SIGMOID, SOFTPLUS -> true;
            case ABS, SQRT, SIGN -> false;
        };
    }

    private static List<Expr> replaced(List<Expr> roots, Map<Expr, Symbol> kept) {
        Map<Expr, Expr> done = new IdentityHashMap<>();
        for (Expr node : Graph.order(roots, part -> kept.containsKey(part) ? List.of() : part.arguments())) {
            Symbol symbol = kept.get(node);
            done.put(node, symbol != null ? symbol.read() : Graph.with(node, node.arguments().stream().map(done::get).toList()));
        }
        return roots.stream().map(done::get).toList();
    }
}
