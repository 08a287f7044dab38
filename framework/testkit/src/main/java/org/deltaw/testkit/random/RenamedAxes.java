package org.deltaw.testkit.random;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;

/** The same expressions with other names of the axes: whatever is computed must stay the same. */
final class RenamedAxes {
    private final Map<String, String> names;

    /** @param names the new name of each axis; axes that are not listed keep theirs */
    RenamedAxes(Map<String, String> names) {
        this.names = Map.copyOf(names);
    }

    List<Expr> of(List<Expr> roots) {
        Map<Expr, Expr> done = new IdentityHashMap<>();
        for (Expr node : Graph.order(roots)) {
            done.put(node, Expr.of(of(node.op()), node.arguments().stream().map(done::get).toList()));
        }
        return roots.stream().map(done::get).toList();
    }

    Axis of(Axis axis) {
        return axis.named(names.getOrDefault(axis.name(), axis.name()));
    }

    Symbol of(Symbol symbol) {
        return new Symbol(symbol.kind(), symbol.name(), axes(symbol.axes()));
    }

    List<Axis> axes(List<Axis> axes) {
        return axes.stream().map(this::of).toList();
    }

    Map<Symbol, double[]> of(Map<Symbol, double[]> values) {
        Map<Symbol, double[]> renamed = new HashMap<>();
        values.forEach((symbol, array) -> renamed.put(of(symbol), array));
        return renamed;
    }

    private Op of(Op op) {
        return switch (op) {
            case Op.Input(Symbol symbol) -> new Op.Input(of(symbol));
            case Op.Indicator(Axis direction, int offset, List<Axis> others) ->
                    new Op.Indicator(of(direction), offset, axes(others));
            case Op.Sum(Axis axis) -> new Op.Sum(of(axis));
            case Op.Maximum(Axis axis) -> new Op.Maximum(of(axis));
            case Op.Rename(Axis from, Axis to) -> new Op.Rename(of(from), of(to));
            case Op.Broadcast(Axes added) -> new Op.Broadcast(Axes.of(axes(new ArrayList<>(added.toList()))));
            case Op.Constant _, Op.Unary _, Op.LeakyRelu _, Op.Power _, Op.Binary _, Op.Where _ -> op;
        };
    }
}
