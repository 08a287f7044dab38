package org.deltaw.plugin.jvm;

import java.util.List;
import java.util.Optional;
import org.deltaw.expr.Axis;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Op;

/**
 * Puts off sums over the lane axis until all steps are done: what is added up over the steps is kept lane
 * by lane, and lanes are added at the end. It works where a value is a linear function of such sums.
 */
final class Deferral {
    private final Axis axis;

    Deferral(Axis axis) {
        this.axis = axis;
    }

    /** Tells whether a value needs a sum over the axis. */
    boolean needsSum(Expr value) {
        for (Expr node : Graph.order(List.of(value))) {
            if (node.op() instanceof Op.Sum(Axis over) && over.equals(axis)) {
                return true;
            }
        }
        return false;
    }

    /** Returns an expression with the axis whose sum over it is the value; empty if there is none of that form. */
    Optional<Expr> deferred(Expr value) {
        return switch (value.op()) {
            case Op.Sum(Axis over) when over.equals(axis) ->
                    needsSum(value.argument(0)) ? Optional.empty() : Optional.of(value.argument(0));
            case Op.Sum(Axis over) -> deferred(value.argument(0)).map(inner -> inner.sum(over));
            case Op.Broadcast(var added) -> deferred(value.argument(0)).map(inner -> inner.broadcast(added));
            case Op.Binary(BinaryFunction function) -> binary(value, function);
            case Op.Where _ -> where(value);
            case Op.Constant _, Op.Input _, Op.Indicator _, Op.Unary _, Op.LeakyRelu _, Op.Power _, Op.Rename _ ->
                    Optional.empty();
        };
    }

    private Optional<Expr> binary(Expr value, BinaryFunction function) {
        Expr left = value.argument(0);
        Expr right = value.argument(1);
        return switch (function) {
            case MULTIPLY -> {
                if (needsSum(left)) {
                    yield needsSum(right) ? Optional.empty() : deferred(left).map(inner -> Expr.outer(inner, right));
                }
                yield deferred(right).map(inner -> Expr.outer(left, inner));
            }
            case DIVIDE -> needsSum(right) || !right.axes().isEmpty()
                    ? Optional.empty()
                    : deferred(left).map(inner -> inner.dividedBy(right));
            case ADD -> both(left, right, 1);
            case SUBTRACT -> both(left, right, -1);
            case MINIMUM, MAXIMUM, GREATER -> Optional.empty();
        };
    }

    private Optional<Expr> both(Expr left, Expr right, int sign) {
        Optional<Expr> a = deferred(left);
        Optional<Expr> b = deferred(right);
        if (a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Expr.sumOf(List.of(a.get(), b.get().times(sign))));
    }

    private Optional<Expr> where(Expr value) {
        Expr condition = value.argument(0);
        if (!condition.axes().isEmpty() || needsSum(condition)) {
            return Optional.empty();
        }
        Optional<Expr> then = branch(value.argument(1));
        Optional<Expr> otherwise = branch(value.argument(2));
        if (then.isEmpty() || otherwise.isEmpty()) {
            return Optional.empty();
        }
        var axes = then.get().axes().union(otherwise.get().axes());
        return Optional.of(Expr.where(condition, then.get().broadcast(axes), otherwise.get().broadcast(axes)));
    }

    private Optional<Expr> branch(Expr value) {
        return isZero(value) ? Optional.of(Expr.ZERO) : deferred(value);
    }

    static boolean isZero(Expr value) {
        return value.op() instanceof Op.Broadcast ? isZero(value.argument(0)) : value.isConstant(0);
    }
}
