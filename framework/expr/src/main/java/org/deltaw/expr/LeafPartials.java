package org.deltaw.expr;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The derivatives of an expression with respect to its leaves: the symbols, sums and renamed values from which
 * it is computed entry by entry.
 *
 * <p>They are built from the expression down, like adjoints, but nothing is summed: each has the axes of the
 * expression. So the derivative along any direction is one multiplication and one addition for each leaf,
 * however deep the expression is.
 */
final class LeafPartials {
    private final Axes axes;
    private final Map<Expr, Expr> pending = new IdentityHashMap<>();
    private final Map<Expr, Expr> leaves = new LinkedHashMap<>();

    private LeafPartials(Axes axes) {
        this.axes = axes;
    }

    /** Returns, for each leaf, the derivative with respect to it, over the axes of the expression. */
    static Map<Expr, Expr> of(Expr root) {
        LeafPartials partials = new LeafPartials(root.axes());
        partials.add(root, Expr.ONE.broadcast(root.axes()));
        for (Expr node : Graph.order(List.of(root)).reversed()) {
            Expr partial = partials.pending.get(node);
            if (partial != null) {
                partials.propagate(node, partial);
            }
        }
        return partials.leaves;
    }

    private void propagate(Expr node, Expr partial) {
        switch (node.op()) {
            case Op.Constant _, Op.Indicator _ -> { }
            case Op.Input _, Op.Sum _, Op.Rename _ -> leaves.put(node, partial);
            case Op.Broadcast _ -> add(node.argument(0), partial);
            case Op.Where _ -> {
                add(node.argument(1), Expr.where(node.argument(0), partial, Expr.ZERO));
                add(node.argument(2), Expr.where(node.argument(0), Expr.ZERO, partial));
            }
            case Op.Unary _, Op.LeakyRelu _, Op.Power _, Op.Binary _ -> {
                for (int i = 0; i < node.arguments().size(); i++) {
                    Expr own = Derivatives.partial(node, i);
                    if (!own.isConstant(0)) {
                        add(node.argument(i), own.isConstant(1) ? partial : partial.times(own));
                    }
                }
            }
        }
    }

    private void add(Expr node, Expr partial) {
        pending.merge(node, partial.broadcast(axes), Expr::plus);
    }
}
