package org.deltaw.expr.differentiate;

import org.deltaw.expr.Axis;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Op;
import org.deltaw.expr.UnaryFunction;

/**
 * The one table of derivatives: of every elementwise primitive with respect to each argument.
 *
 * <p>{@code sum}, {@code rename} and {@code broadcast} are linear and {@code where} chooses; these
 * four are carried through by {@link Reverse} and {@link Forward} as they are. Of a maximum over an axis,
 * {@link #greatest} and {@link #ties} say which entries share its derivative.
 */
final class Derivatives {
    private Derivatives() {}

    /** Returns the derivative of an elementwise node, or 0 where it does not depend smoothly on the argument. */
    static Expr partial(Expr node, int argument) {
        Expr a = node.argument(0);
        return switch (node.op()) {
            case Op.Unary(UnaryFunction function) -> unary(function, a, node);
            case Op.LeakyRelu(double slope) ->
                    Expr.where(a.greaterThan(Expr.ZERO), Expr.ONE, Expr.constant(slope));
            case Op.Power(int exponent) -> a.power(exponent - 1).times(exponent);
            case Op.Binary(BinaryFunction function) -> binary(function, a, node.argument(1), node, argument);
            case Op.Constant _, Op.Input _, Op.Indicator _, Op.Where _, Op.Sum _, Op.Maximum _, Op.Rename _,
                    Op.Broadcast _ ->
                throw new IllegalArgumentException("'" + node.op().word() + "' is not elementwise.");
        };
    }

    /** Returns 1 for each entry that is a maximum over an axis, else 0, over the axes of the argument. */
    static Expr greatest(Expr maximum) {
        return Expr.ONE.minus(maximum.greaterThan(maximum.argument(0)));
    }

    /** Returns how many entries are the maximum over an axis, and share its derivative; never 0. */
    static Expr ties(Expr maximum, Axis axis) {
        return greatest(maximum).sum(axis);
    }

    private static Expr unary(UnaryFunction function, Expr a, Expr value) {
        return switch (function) {
            case EXP -> value;
            case LOG -> Expr.ONE.dividedBy(a);
            case TANH -> Expr.ONE.minus(value.squared());
            case SIGMOID -> value.times(Expr.ONE.minus(value));
            case SOFTPLUS -> a.sigmoid();
            case ABS -> a.sign();
            case SQRT -> Expr.constant(0.5).dividedBy(value);
            case SIGN -> Expr.ZERO;
        };
    }

    private static Expr binary(BinaryFunction function, Expr a, Expr b, Expr value, int argument) {
        boolean first = argument == 0;
        return switch (function) {
            case ADD -> Expr.ONE;
            case SUBTRACT -> Expr.constant(first ? 1 : -1);
            case MULTIPLY -> first ? b : a;
            case DIVIDE -> first ? Expr.ONE.dividedBy(b) : value.dividedBy(b).negate();
            // Of two equal values the first is the one chosen, so it takes the whole derivative.
            case MINIMUM -> chosen(a.greaterThan(b), first);
            case MAXIMUM -> chosen(b.greaterThan(a), first);
            case GREATER -> Expr.ZERO;
            case SURROGATE -> first ? Expr.ZERO : Expr.ONE;
        };
    }

    private static Expr chosen(Expr secondWins, boolean first) {
        return first ? Expr.ONE.minus(secondWins) : secondWins;
    }
}
