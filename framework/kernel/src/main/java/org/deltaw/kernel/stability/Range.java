package org.deltaw.kernel.stability;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;

/**
 * Numbers between which an expression stays whatever the data are, by interval arithmetic.
 *
 * @param lower may be minus infinity
 * @param upper may be infinity
 */
record Range(double lower, double upper) {
    private static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /**
     * Finds the range of an expression; not always the narrowest.
     *
     * @param known values of symbols; others may have any
     */
    static Range of(Expr root, Map<Symbol, double[]> known) {
        Map<Expr, Range> ranges = new IdentityHashMap<>();
        for (Expr node : Graph.order(List.of(root))) {
            ranges.put(node, of(node, node.arguments().stream().map(ranges::get).toList(), known));
        }
        return Objects.requireNonNull(ranges.get(root));
    }

    private static Range of(Expr node, List<Range> arguments, Map<Symbol, double[]> known) {
        return switch (node.op()) {
            case Op.Constant(double value) -> new Range(value, value);
            case Op.Input(Symbol symbol) -> known.containsKey(symbol) ? ofAll(Objects.requireNonNull(known.get(symbol))) : ANY;
            case Op.Binary(BinaryFunction function) -> binary(function, arguments.get(0), arguments.get(1));
            case Op.Where _ -> ofAll(arguments.get(1).lower, arguments.get(1).upper, arguments.get(2).lower, arguments.get(2).upper);
            case Op.Broadcast _, Op.Rename _, Op.Maximum _ -> arguments.getFirst();
            case Op.Indicator _ -> new Range(0, 1);
            case Op.Power(int exponent) -> Collections.nCopies(exponent, arguments.getFirst()).stream().reduce(Range::times).orElseThrow();
            case Op.Unary _, Op.LeakyRelu _, Op.Sum _ -> ANY;
        };
    }

    private static Range binary(BinaryFunction function, Range a, Range b) {
        return switch (function) {
            case ADD -> new Range(a.lower + b.lower, a.upper + b.upper);
            case SUBTRACT -> new Range(a.lower - b.upper, a.upper - b.lower);
            case MULTIPLY -> a.times(b);
            case GREATER -> new Range(0, 1);
            case DIVIDE, MINIMUM, MAXIMUM, SURROGATE -> ANY;
        };
    }

    private Range times(Range other) {
        return ofAll(product(lower, other.lower), product(lower, other.upper), product(upper, other.lower), product(upper, other.upper));
    }

    /** What is 0 stays 0, however large the other one may be. */
    private static double product(double a, double b) {
        return a == 0 || b == 0 ? 0 : a * b;
    }

    private static Range ofAll(double... values) {
        return new Range(DoubleStream.of(values).min().orElseThrow(), Arrays.stream(values).max().orElseThrow());
    }

    boolean isFinite() {
        return Double.isFinite(lower) && Double.isFinite(upper);
    }

    boolean isOnly(double value) {
        return lower == value && upper == value;
    }
}
