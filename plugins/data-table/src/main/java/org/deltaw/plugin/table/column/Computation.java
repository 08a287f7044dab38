package org.deltaw.plugin.table.column;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.UnaryFunction;
import org.deltaw.expr.text.Operation;
import org.deltaw.expr.text.Part;
import org.deltaw.expr.text.Span;
import org.deltaw.expr.text.TextException;
import org.deltaw.expr.text.TextExpression;

/**
 * Computes a column from others, as a text says. A comparison is 1 or 0. What is missing makes missing what is computed from it, save that
 * {@code &} is false if one side is, and {@code |} is true. Texts are compared as they are written, numbers as numbers.
 */
final class Computation {
    private final TextExpression text;
    private final Map<String, Column> columns;
    private final int rows;
    private final Literals literals;
    private final String key;

    Computation(TextExpression text, Map<String, Column> columns, int rows, Literals literals, String key) {
        this.text = text;
        this.columns = columns;
        this.rows = rows;
        this.literals = literals;
        this.key = key;
    }

    /** A value of which a text speaks, for each row, and where it stands in the text. */
    private sealed interface Value {
        /** Numbers, NaN where one is missing. */
        record Numbers(double[] cells, Span span) implements Value {}

        /** Texts, null for no row. */
        record Texts(String[] cells, Span span) implements Value {}

        /** A text in quotes. */
        record Literal(String text, Span span) implements Value {}

        /** A column, which may hold either. */
        record Cells(Column column, Span span) implements Value {}
    }

    /**
     * Computes all rows.
     *
     * @throws TextException if the text makes no sense for these columns
     */
    Column column(String name) {
        Column any = columns.values().iterator().next();
        return switch (text.<Value>fold(this::value)) {
            case Value.Cells(Column column, Span _) -> column;
            case Value.Texts(String[] cells, Span _) -> ComputedColumn.ofTexts(name, cells, any);
            case Value other -> ComputedColumn.ofNumbers(name, numbers(other), any);
        };
    }

    private Value value(Part part, List<Value> operands) {
        return switch (part) {
            case Part.Constant(double value, Span span) -> constant(value, span);
            case Part.Truth(boolean value, Span span) -> constant(value ? 1 : 0, span);
            case Part.Text(String value, Span span) -> new Value.Literal(value, span);
            case Part.Name(String name, Span span) -> new Value.Cells(columns.getOrDefault(name, columns.values().iterator().next()), span);
            case Part.Sum sum -> throw aboutAxes(sum.span());
            case Part.Apply apply when !apply.operation().elementwise() -> throw aboutAxes(apply.span());
            case Part.Apply apply -> applied(apply, operands);
        };
    }

    private Value constant(double value, Span span) {
        double[] cells = new double[rows];
        Arrays.fill(cells, value);
        return new Value.Numbers(cells, span);
    }

    private TextException aboutAxes(Span span) {
        return text.fault(span, "a function of axes or derivatives", "what computes one cell from others in its row");
    }

    private Value applied(Part.Apply part, List<Value> operands) {
        return switch (part.operation()) {
            case EQUAL, UNEQUAL -> new Value.Numbers(compared(part, operands.getFirst(), operands.getLast()), part.span());
            case WHERE -> chosen(part, operands);
            default -> new Value.Numbers(computed(part, operands.stream().map(this::numbers).toList()), part.span());
        };
    }

    private double[] computed(Part.Apply part, List<double[]> operands) {
        double[] first = operands.getFirst();
        return switch (part.operation()) {
            case OR -> joined(first, operands.getLast(), 1);
            case AND -> joined(first, operands.getLast(), 0);
            case NOT -> each(part, first, a -> a == 0 ? 1 : 0);
            case NEGATE -> each(part, first, a -> -a);
            case LESS -> pairs(part, operands, (a, b) -> a < b ? 1 : 0);
            case AT_MOST -> pairs(part, operands, (a, b) -> a <= b ? 1 : 0);
            case GREATER -> pairs(part, operands, (a, b) -> a > b ? 1 : 0);
            case AT_LEAST -> pairs(part, operands, (a, b) -> a >= b ? 1 : 0);
            case ADD -> pairs(part, operands, BinaryFunction.ADD::apply);
            case SUBTRACT -> pairs(part, operands, BinaryFunction.SUBTRACT::apply);
            case MULTIPLY -> pairs(part, operands, BinaryFunction.MULTIPLY::apply);
            case DIVIDE -> pairs(part, operands, BinaryFunction.DIVIDE::apply);
            case MINIMUM -> pairs(part, operands, BinaryFunction.MINIMUM::apply);
            case MAXIMUM -> pairs(part, operands, BinaryFunction.MAXIMUM::apply);
            case POWER -> pairs(part, operands, Math::pow);
            case LEAKY_RELU -> pairs(part, operands, (a, slope) -> a > 0 ? a : slope * a);
            case EXP -> each(part, first, UnaryFunction.EXP::apply);
            case LOG -> each(part, first, UnaryFunction.LOG::apply);
            case TANH -> each(part, first, UnaryFunction.TANH::apply);
            case SIGMOID -> each(part, first, UnaryFunction.SIGMOID::apply);
            case SOFTPLUS -> each(part, first, UnaryFunction.SOFTPLUS::apply);
            case ABS -> each(part, first, UnaryFunction.ABS::apply);
            case SQRT -> each(part, first, UnaryFunction.SQRT::apply);
            case SIGN -> each(part, first, UnaryFunction.SIGN::apply);
            case EQUAL, UNEQUAL, WHERE, OUTER, BROADCAST, SUM, DETACH, SURROGATE ->
                    throw new IllegalArgumentException(part.operation() + " does not compute numbers from numbers.");
        };
    }

    /** Makes numbers of what may be numbers. */
    private double[] numbers(Value value) {
        return switch (value) {
            case Value.Numbers(double[] cells, Span _) -> cells;
            case Value.Cells(Column column, Span _) -> column.numbers();
            case Value.Literal(String literal, Span span) ->
                    throw text.fault(span, "the text '" + literal + "'", "a number; a text can only be compared, by == or !=");
            case Value.Texts(String[] _, Span span) -> throw text.fault(span, "a text", "a number");
        };
    }

    private double[] each(Part.Apply part, double[] operand, DoubleUnaryOperator function) {
        double[] result = new double[rows];
        for (int row = 0; row < rows; row++) {
            result[row] = Double.isNaN(operand[row]) ? Double.NaN : finite(part, row, function.applyAsDouble(operand[row]));
        }
        return result;
    }

    private double[] pairs(Part.Apply part, List<double[]> operands, DoubleBinaryOperator function) {
        double[] result = operands.getFirst();
        for (double[] other : operands.subList(1, operands.size())) {
            double[] before = result;
            double[] after = new double[rows];
            for (int row = 0; row < rows; row++) {
                boolean missing = Double.isNaN(before[row]) || Double.isNaN(other[row]);
                after[row] = missing ? Double.NaN : finite(part, row, function.applyAsDouble(before[row], other[row]));
            }
            result = after;
        }
        return result;
    }

    /** What was computed of numbers and is none must not pass for a missing value. */
    private double finite(Part.Apply part, int row, double result) {
        if (!Double.isFinite(result)) {
            throw columns.values().iterator().next().refused(row, "'" + part.span().of(text.toString()) + "' is "
                    + (Double.isNaN(result) ? "not defined" : "infinite") + ", expected a finite number.");
        }
        return result;
    }

    /** @param decisive 1 or 0: what decides it, whatever the other side is */
    private double[] joined(double[] left, double[] right, int decisive) {
        double[] result = new double[rows];
        for (int row = 0; row < rows; row++) {
            double a = Double.isNaN(left[row]) ? Double.NaN : left[row] == 0 ? 0 : 1;
            double b = Double.isNaN(right[row]) ? Double.NaN : right[row] == 0 ? 0 : 1;
            result[row] = a == decisive || b == decisive ? decisive : Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : 1 - decisive;
        }
        return result;
    }

    private double[] compared(Part.Apply part, Value left, Value right) {
        int equal = part.operation() == Operation.EQUAL ? 1 : 0;
        if (!areTexts(left, right)) {
            return pairs(part, List.of(numbers(left), numbers(right)), (a, b) -> a == b ? equal : 1 - equal);
        }
        note(left, right);
        note(right, left);
        String[] a = texts(left);
        String[] b = texts(right);
        double[] result = new double[rows];
        for (int row = 0; row < rows; row++) {
            boolean same = a[row].equals(b[row]);
            boolean known = (same && isLiteral(left, right)) || (!isMissing(left, a[row]) && !isMissing(right, b[row]));
            result[row] = !known ? Double.NaN : same ? equal : 1 - equal;
        }
        return result;
    }

    private static boolean areTexts(Value left, Value right) {
        return isText(left) || isText(right);
    }

    private static boolean isText(Value value) {
        return switch (value) {
            case Value.Numbers _ -> false;
            case Value.Texts _, Value.Literal _ -> true;
            case Value.Cells(Column column, Span _) -> !column.isNumeric();
        };
    }

    private static boolean isLiteral(Value left, Value right) {
        return left instanceof Value.Literal || right instanceof Value.Literal;
    }

    private void note(Value value, Value other) {
        if (value instanceof Value.Cells(Column column, Span _) && other instanceof Value.Literal(String literal, Span _)) {
            literals.compared(key, column, literal);
        }
    }

    private static boolean isMissing(Value value, String cell) {
        return value instanceof Value.Cells(Column column, Span _) ? column.isMissing(cell) : cell.isEmpty();
    }

    private String[] texts(Value value) {
        return switch (value) {
            case Value.Texts(String[] cells, Span _) -> cells;
            case Value.Cells(Column column, Span _) -> column.texts();
            case Value.Literal(String literal, Span _) -> {
                String[] cells = new String[rows];
                Arrays.fill(cells, literal);
                yield cells;
            }
            case Value.Numbers(double[] _, Span span) ->
                    throw text.fault(span, "a number", "a text, for it is compared with one");
        };
    }

    private Value chosen(Part.Apply part, List<Value> operands) {
        double[] condition = numbers(operands.getFirst());
        Value yes = operands.get(1);
        Value no = operands.get(2);
        if (areTexts(yes, no)) {
            String[] a = texts(yes);
            String[] b = texts(no);
            String[] result = new String[rows];
            Arrays.setAll(result, row -> Double.isNaN(condition[row]) ? "" : condition[row] != 0 ? a[row] : b[row]);
            return new Value.Texts(result, part.span());
        }
        double[] a = numbers(yes);
        double[] b = numbers(no);
        double[] result = new double[rows];
        Arrays.setAll(result, row -> Double.isNaN(condition[row]) ? Double.NaN : condition[row] != 0 ? a[row] : b[row]);
        return new Value.Numbers(result, part.span());
    }
}
