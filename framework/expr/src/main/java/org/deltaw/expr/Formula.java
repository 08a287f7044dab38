package org.deltaw.expr;

import static org.deltaw.expr.BinaryFunction.ADD;
import static org.deltaw.expr.BinaryFunction.DIVIDE;
import static org.deltaw.expr.BinaryFunction.GREATER;
import static org.deltaw.expr.BinaryFunction.MULTIPLY;
import static org.deltaw.expr.BinaryFunction.SUBTRACT;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        return new Formula(Integer.MAX_VALUE).write(expression).text.toString();
    }

    /** Writes the formula, cut short after some 120 characters. */
    static String abbreviated(Expr expression) {
        StringBuilder text = new Formula(ABBREVIATED).write(expression).text;
        return text.length() > ABBREVIATED ? text.substring(0, ABBREVIATED) + "…" : text.toString();
    }

    /** Writes a number with few digits where few suffice: 3, -0.05, 1.5E-7. */
    public static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }

    /** Writes a number with four significant digits, for reports. */
    public static String rounded(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value).replace("Infinity", "infinity");
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale();
        return exponent > -4 && exponent < 7 ? rounded.toPlainString() : rounded.toString();
    }

    /** A piece of a formula. */
    private sealed interface Piece {}

    private record Text(String text) implements Piece {}

    /**
     * A value that is yet to be written.
     *
     * @param binding how strongly what stands around it binds
     */
    private record Value(Expr node, int binding) implements Piece {}

    private Formula write(Expr expression) {
        Graph.<Piece>descend(new Value(expression, SUM), this::write);
        return this;
    }

    /** Writes text, or returns the pieces of a value. */
    private List<Piece> write(Piece piece) {
        if (text.length() > limit) {
            return List.of();
        }
        return switch (piece) {
            case Text(String words) -> {
                text.append(words);
                yield List.of();
            }
            case Value(Expr node, int binding) -> pieces(node, binding);
        };
    }

    private static List<Piece> pieces(Expr node, int binding) {
        return switch (node.op()) {
            case Op.Constant(double value) -> bracketed(value < 0 && binding > SUM, new Text(number(value)));
            case Op.Input(Symbol symbol) -> List.of(new Text(symbol.name()));
            case Op.Indicator(Axis direction, int offset, var _) ->
                    List.of(new Text("unit(" + direction.name() + ", " + offset + ")"));
            case Op.Binary(BinaryFunction function) -> binary(node, function, binding);
            case Op.Power(int exponent) ->
                    bracketed(binding > POWER, new Value(node.argument(0), ATOM), new Text("^" + exponent));
            case Op.Sum(Axis axis) -> call("sum", node, axis.name());
            case Op.Maximum(Axis axis) -> call("maximum", node, axis.name());
            case Op.Rename(Axis from, Axis to) -> call("rename", node, from.name() + " to " + to.name());
            case Op.LeakyRelu(double slope) -> call("leakyRelu", node, number(slope));
            case Op.Broadcast _ -> List.of(new Value(node.argument(0), binding));
            case Op.Unary _, Op.Where _ -> call(node.op().word(), node, "");
        };
    }

    private static List<Piece> bracketed(boolean brackets, Piece... inner) {
        List<Piece> pieces = new ArrayList<>(List.of(inner));
        if (brackets) {
            pieces.addFirst(new Text("("));
            pieces.addLast(new Text(")"));
        }
        return pieces;
    }

    private static List<Piece> binary(Expr node, BinaryFunction function, int binding) {
        Expr left = node.argument(0);
        Expr right = node.argument(1);
        return switch (function) {
            case ADD -> opposite(right).map(positive -> operation(left, SUBTRACT, positive, binding))
                    .orElseGet(() -> operation(left, ADD, right, binding));
            case SUBTRACT -> opposite(right).map(positive -> operation(left, ADD, positive, binding))
                    .orElseGet(() -> operation(left, SUBTRACT, right, binding));
            case MULTIPLY, DIVIDE, GREATER -> operation(left, function, right, binding);
            case SURROGATE -> right.isConstant(0)
                    ? List.of(new Text("detach("), new Value(left, SUM), new Text(")"))
                    : call(function.word(), node, "");
            case MINIMUM, MAXIMUM -> call(function.word(), node, "");
        };
    }

    private static List<Piece> operation(Expr left, BinaryFunction function, Expr right, int binding) {
        int own = function == MULTIPLY || function == DIVIDE ? PRODUCT : SUM;
        boolean commutes = function == ADD || function == MULTIPLY;
        return bracketed(binding > own, new Value(left, own), new Text(Objects.requireNonNull(OPERATORS.get(function))),
                new Value(right, commutes ? own : own + 1));
    }

    /** Returns what is subtracted when this is added: 3*x for -3*x; empty if it does not begin with a minus. */
    private static Optional<Expr> opposite(Expr node) {
        Deque<Expr> products = new ArrayDeque<>();
        Expr first = node;
        while (first.op() instanceof Op.Broadcast || isProduct(first)) {
            if (isProduct(first)) {
                products.push(first);
            }
            first = first.argument(0);
        }
        if (!(first.op() instanceof Op.Constant(double value)) || value >= 0 || Double.isNaN(value)) {
            return Optional.empty();
        }
        Expr positive = Expr.constant(-value);
        for (Expr product : products) {
            boolean superfluous = positive.isConstant(1) && product.op() instanceof Op.Binary(var function) && function == MULTIPLY;
            positive = superfluous ? product.argument(1) : Expr.of(product.op(), positive, product.argument(1));
        }
        return Optional.of(positive);
    }

    private static boolean isProduct(Expr node) {
        return node.op() instanceof Op.Binary(BinaryFunction function) && (function == MULTIPLY || function == DIVIDE);
    }

    private static List<Piece> call(String word, Expr node, String last) {
        List<Piece> pieces = new ArrayList<>(List.of(new Text(word + "(")));
        for (int i = 0; i < node.arguments().size(); i++) {
            if (i > 0) {
                pieces.add(new Text(", "));
            }
            pieces.add(new Value(node.argument(i), SUM));
        }
        pieces.add(new Text(last.isEmpty() ? ")" : ", " + last + ")"));
        return pieces;
    }
}
