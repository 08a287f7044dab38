package org.deltaw.expr.differentiate;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Interner;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;

/**
 * Forward-mode differentiation, from graph to graph, along many directions at once.
 *
 * <p>The directions are one more axis: the tangent of an expression has the expression's axes and
 * that one. So all the parameters of a rule ride along, and a tangent step is again a step.
 */
public final class Forward {
    private final Map<Symbol, Expr> given;
    private final Map<Expr, Optional<Expr>> tangents = new IdentityHashMap<>();

    private Forward(Map<Symbol, Expr> given) {
        this.given = given;
    }

    /**
     * Builds the derivative of each expression along a direction axis.
     *
     * @param outputs the expressions that are differentiated; none has the axis {@code direction}
     * @param tangents the derivatives of symbols, each over the symbol's axes and {@code direction};
     *     symbols that are not listed do not vary
     * @return one expression for each output, over its axes and {@code direction}
     */
    public static List<Expr> tangents(List<Expr> outputs, Map<Symbol, Expr> tangents, Axis direction) {
        Forward forward = new Forward(tangents);
        List<Expr> roots = new Interner().intern(outputs);
        Axes along = Axes.of(direction);
        for (Expr node : Graph.order(roots)) {
            Axes full = node.axes().union(along);
            forward.tangents.put(node, forward.tangent(node).map(tangent -> tangent.broadcast(full)));
        }
        List<Expr> result = new ArrayList<>();
        for (Expr root : roots) {
            result.add(Objects.requireNonNull(forward.tangents.get(root)).orElseGet(() -> Expr.ZERO.broadcast(root.axes().union(along))));
        }
        return result;
    }

    private Optional<Expr> tangent(Expr node) {
        return switch (node.op()) {
            case Op.Constant _, Op.Indicator _ -> Optional.empty();
            case Op.Input(Symbol symbol) -> Optional.ofNullable(given.get(symbol));
            case Op.Unary _, Op.LeakyRelu _, Op.Power _, Op.Binary _ -> elementwise(node);
            case Op.Where _ -> where(node);
            case Op.Sum(Axis axis) -> tangentOf(node, 0).map(tangent -> tangent.sum(axis));
            case Op.Maximum(Axis axis) -> tangentOf(node, 0).map(tangent -> maximum(node, axis, tangent));
            case Op.Rename(Axis from, Axis to) -> tangentOf(node, 0).map(tangent -> tangent.rename(from, to));
            case Op.Broadcast(Axes added) -> tangentOf(node, 0).map(tangent -> tangent.broadcast(added));
        };
    }

    /**
     * Returns the derivative of a maximum over an axis along directions.
     *
     * @param tangent that of its argument, over the argument's axes and the directions
     */
    public static Expr maximum(Expr node, Axis axis, Expr tangent) {
        return Expr.outer(Derivatives.greatest(node), tangent).sum(axis).dividedBy(Derivatives.ties(node, axis));
    }

    private Optional<Expr> tangentOf(Expr node, int argument) {
        return Objects.requireNonNull(tangents.get(node.argument(argument)));
    }

    private Optional<Expr> elementwise(Expr node) {
        List<Expr> terms = new ArrayList<>();
        for (int i = 0; i < node.arguments().size(); i++) {
            Expr partial = tangentOf(node, i).isPresent() ? Derivatives.partial(node, i) : Expr.ZERO;
            if (!partial.isConstant(0)) {
                Expr tangent = tangentOf(node, i).orElseThrow();
                terms.add(partial.isConstant(1) ? tangent : Expr.outer(partial, tangent));
            }
        }
        return terms.isEmpty() ? Optional.empty() : Optional.of(Expr.sumOf(terms));
    }

    private Optional<Expr> where(Expr node) {
        Optional<Expr> then = tangentOf(node, 1);
        Optional<Expr> otherwise = tangentOf(node, 2);
        if (then.isEmpty() && otherwise.isEmpty()) {
            return Optional.empty();
        }
        Axes full = node.axes().union(then.or(() -> otherwise).orElseThrow().axes());
        return Optional.of(Expr.where(node.argument(0), full(then, full), full(otherwise, full)));
    }

    private static Expr full(Optional<Expr> tangent, Axes axes) {
        return tangent.map(given -> given.broadcast(axes)).orElse(Expr.ZERO);
    }
}
