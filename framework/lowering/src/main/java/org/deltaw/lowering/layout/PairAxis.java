package org.deltaw.lowering.layout;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;

/**
 * The axis along which several pairs of a vector of parameters and a trajectory are computed at once: every symbol has it, and no
 * expression needs another entry along it, so that a pair's arithmetic is the same whatever the others are and however many.
 */
final class PairAxis {
    /** No author of a formula can write a name with this mark. */
    private static final String NAME = "pair'";

    private PairAxis() {}

    /** Returns the axis for so many pairs. */
    static Axis of(int pairs) {
        return new Axis(NAME, pairs);
    }

    /** Returns a symbol that has an entry of each pair for each of its own; these lie side by side. */
    static Symbol symbol(Symbol symbol, Axis pair) {
        return new Symbol(symbol.kind(), symbol.name(), axes(symbol.axes(), pair));
    }

    static List<Axis> axes(List<Axis> axes, Axis pair) {
        List<Axis> lifted = new ArrayList<>(axes);
        lifted.add(pair);
        return lifted;
    }

    /** Returns expressions that read symbols with the axis. What reads none has the same value for all pairs, and stays without it. */
    static List<Expr> expressions(List<Expr> roots, Axis pair) {
        Map<Expr, Expr> done = new IdentityHashMap<>();
        for (Expr node : Graph.order(roots)) {
            done.put(node, node.op() instanceof Op.Input(Symbol symbol)
                    ? symbol(symbol, pair).read()
                    : Graph.with(node, alike(node.arguments().stream().map(done::get).toList(), pair)));
        }
        return roots.stream().map(done::get).toList();
    }

    /** Repeats what has axes, but not that of pairs, along it if another argument has it. */
    private static List<Expr> alike(List<Expr> arguments, Axis pair) {
        boolean mixed = arguments.stream().anyMatch(argument -> argument.axes().contains(pair));
        return arguments.stream().map(argument -> mixed && !argument.axes().isEmpty() && !argument.axes().contains(pair)
                ? argument.broadcast(argument.axes().union(Axes.of(pair))) : argument).toList();
    }
}
