package org.deltaw.expr;

import static org.deltaw.expr.BinaryFunction.ADD;
import static org.deltaw.expr.BinaryFunction.DIVIDE;
import static org.deltaw.expr.BinaryFunction.GREATER;
import static org.deltaw.expr.BinaryFunction.MULTIPLY;
import static org.deltaw.expr.BinaryFunction.SUBTRACT;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;

/** Writes expressions as people write formulas. */
public final class Formula {
    private static final int ABBREVIATED = 120;
    private static final int SUM = 1;
    private static final int PRODUCT = 2;
    private static final int POWER = 3;
    private static final int ATOM = 4;

    private static final Map<BinaryFunction, String> OPERATORS = Map.of(
            ADD, " + ", SUBTRACT, " - ", MULTIPLY, "*", DIVIDE, "/", GREATER, " > ");

    private final StringBuilder text = new StringBuilder();
    private final int limit;

    private Formula(int limit) {
        this.limit = limit;
    }

    /** Writes the whole formula. */
    public static String of(Expr expression) {
        Formula formula = new Formula(Integer.MAX_VALUE);
        formula.write(expression, SUM);
        return formula.text.toString();
    }

    /** Writes the formula, cut short after some 120 characters. */
    static String abbreviated(Expr expression) {
        Formula formula = new Formula(ABBREVIATED);
        formula.write(expression, SUM);
        return formula.text.length() > ABBREVIATED
                ? formula.text.substring(0, ABBREVIATED) + "…"
                : formula.text.toString();
    }

    /** Writes a number with few digits where few suffice: 3, -0.05, 1.5E-7. */
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }

    /** Writes a number with four significant digits, for reports. */
    public static String rounded(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale();
        return exponent > -4 && exponent < 7 ? rounded.toPlainString() : rounded.toString();
    }

    private void write(Expr node, int binding) {
        if (text.length() > limit) {
            return;
        }
        switch (node.op()) {
            case Op.Constant(double value) -> bracketed(value < 0 && binding > SUM, () -> text.append(number(value)));
            case Op.Input(Symbol symbol) -> text.append(symbol.name());
            case Op.Indicator(Axis direction, int offset, var _) ->
                    text.append("unit(").append(direction.name()).append(", ").append(offset).append(')');
            case Op.Binary(BinaryFunction function) -> binary(node, function, binding);
            case Op.Power(int exponent) -> bracketed(binding > POWER, () -> {
                write(node.argument(0), ATOM);
                text.append('^').append(exponent);
            });
            case Op.Sum(Axis axis) -> call("sum", node, axis.name());
            case Op.Rename(Axis from, Axis to) -> call("rename", node, from.name() + " to " + to.name());
            case Op.LeakyRelu(double slope) -> call("leakyRelu", node, number(slope));
            case Op.Broadcast _ -> write(node.argument(0), binding);
            case Op.Unary _, Op.Where _ -> call(node.op().word(), node, "");
        }
    }

    private void bracketed(boolean brackets, Runnable inner) {
        text.append(brackets ? "(" : "");
        inner.run();
        text.append(brackets ? ")" : "");
    }

    private void binary(Expr node, BinaryFunction function, int binding) {
        Optional<Expr> opposite = opposite(node.argument(1));
        if (function == ADD && opposite.isPresent()) {
            operation(node.argument(0), SUBTRACT, opposite.orElseThrow(), binding);
        } else if (function == SUBTRACT && opposite.isPresent()) {
            operation(node.argument(0), ADD, opposite.orElseThrow(), binding);
        } else if (OPERATORS.containsKey(function)) {
            operation(node.argument(0), function, node.argument(1), binding);
        } else {
            call(function.word(), node, "");
        }
    }

    private void operation(Expr left, BinaryFunction function, Expr right, int binding) {
        int own = function == MULTIPLY || function == DIVIDE ? PRODUCT : SUM;
        boolean commutes = function == ADD || function == MULTIPLY;
        bracketed(binding > own, () -> {
            write(left, own);
            text.append(OPERATORS.get(function));
            write(right, commutes ? own : own + 1);
        });
    }

    /** Returns what is subtracted when this is added: 3*x for -3*x; empty if it does not begin with a minus. */
    private static Optional<Expr> opposite(Expr node) {
        if (node.op() instanceof Op.Constant(double value)) {
            return value < 0 ? Optional.of(Expr.constant(-value)) : Optional.empty();
        }
        if (node.op() instanceof Op.Broadcast) {
            return opposite(node.argument(0));
        }
        if (node.op() instanceof Op.Binary(BinaryFunction function) && (function == MULTIPLY || function == DIVIDE)) {
            return opposite(node.argument(0)).map(first -> function == MULTIPLY && first.isConstant(1)
                    ? node.argument(1)
                    : Expr.of(node.op(), first, node.argument(1)));
        }
        return Optional.empty();
    }

    private void call(String word, Expr node, String last) {
        text.append(word).append('(');
        for (int i = 0; i < node.arguments().size(); i++) {
            text.append(i > 0 ? ", " : "");
            write(node.argument(i), SUM);
        }
        text.append(last.isEmpty() ? "" : ", " + last).append(')');
    }
}
