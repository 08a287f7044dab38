package org.deltaw.expr.differentiate;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Op;
import org.deltaw.expr.simplify.Algebra;

/**
 * The derivatives of an expression with respect to its leaves: the symbols, sums, maxima over an axis, renamed values and
 * choices by one condition for all entries, from which it is computed entry by entry.
 *
 * <p>They are built from the expression down, like adjoints, but nothing is summed: each has the axes of the
 * expression. So the derivative along any direction is one multiplication and one addition for each leaf,
 * however deep the expression is.
 */
public final class LeafPartials {
    private final Axes axes;
    private final Map<Expr, Expr> pending = new IdentityHashMap<>();
    private final Map<Expr, Expr> leaves = new LinkedHashMap<>();

    private LeafPartials(Axes axes) {
        this.axes = axes;
    }

    public static boolean isLeaf(Expr node) {
        return switch (node.op()) {
            case Op.Input _, Op.Sum _, Op.Maximum _, Op.Rename _ -> true;
            case Op.Where _ -> Algebra.isGate(node);
            case Op.Constant _, Op.Indicator _, Op.Unary _, Op.LeakyRelu _, Op.Power _, Op.Binary _,
                    Op.Broadcast _ -> false;
        };
    }

    /** Returns, for each leaf, the derivative with respect to it, over the axes of the expression. */
    public static Map<Expr, Expr> of(Expr root) {
        LeafPartials partials = new LeafPartials(root.axes());
        partials.add(root, Expr.ONE.broadcast(root.axes()));
        // What lies below a leaf is no concern of this expression: walking there would make deep chains of leaves quadratic.
        for (Expr node : Graph.order(List.of(root), LeafPartials::within).reversed()) {
            Expr partial = partials.pending.get(node);
            if (partial != null) {
                partials.propagate(node, partial);
            }
        }
        return partials.leaves;
    }

    private static List<Expr> within(Expr node) {
        return isLeaf(node) ? List.of() : node.arguments();
    }

    private void propagate(Expr node, Expr partial) {
        if (isLeaf(node)) {
            leaves.put(node, partial);
            return;
        }
        switch (node.op()) {
            case Op.Constant _, Op.Indicator _, Op.Input _, Op.Sum _, Op.Maximum _, Op.Rename _ -> { }
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
