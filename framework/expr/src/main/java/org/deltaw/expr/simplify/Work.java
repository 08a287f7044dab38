package org.deltaw.expr.simplify;

import java.util.Collection;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Op;

/**
 * Counts the scalar operations that it takes to compute expressions, each part once, with both branches
 * of every choice.
 *
 * <p>An elementwise primitive counts the entries of its result, a sum or maximum those of its argument, a power one
 * multiplication less than its exponent for each entry. Symbols, numbers, and values that are only
 * repeated or renamed count nothing: they are read where they are.
 */
public final class Work {
    private Work() {}

    /** Counts the operations of all expressions together. */
    public static long of(Collection<Expr> roots) {
        long operations = 0;
        for (Expr node : Graph.order(roots)) {
            operations += operations(node);
        }
        return operations;
    }

    private static long operations(Expr node) {
        return switch (node.op()) {
            case Op.Constant _, Op.Input _, Op.Indicator _, Op.Broadcast _, Op.Rename _ -> 0;
            case Op.Unary _, Op.LeakyRelu _, Op.Binary _, Op.Where _ -> node.axes().entries();
            case Op.Power(int exponent) -> (exponent - 1L) * node.axes().entries();
            case Op.Sum _, Op.Maximum _ -> node.argument(0).axes().entries();
        };
    }
}
