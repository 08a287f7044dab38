package org.deltaw.expr.text;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Op;
import org.deltaw.expr.UnaryFunction;

/**
 * Makes expressions of texts, given what their names stand for.
 *
 * <p>Values combine if the axes of one contain those of the other, as everywhere in the language; what would be an outer product by
 * accident is refused, and the message says how to write one that is meant. A comparison gives 1 or 0, and so do {@code & | !}, for
 * which every number but 0 is true; none of them has a derivative. A power needs a whole number as exponent. Texts mean nothing here.
 *
 * <p>Immutable and thread-safe.
 */
public final class Translator {
    /** Beyond it, products of numbers of ordinary size are rounded away. */
    private static final int LARGEST_EXPONENT = 20;

    private final Map<String, Expr> names;
    private final TreeMap<String, Axis> axes;
    private final Axes all;

    /**
     * Knows what names stand for.
     *
     * @param names of values
     * @param axes along which values may be repeated or summed up, by the names that they have in texts
     */
    public Translator(Map<String, Expr> names, Map<String, Axis> axes) {
        this.names = Map.copyOf(names);
        this.axes = new TreeMap<>(axes);
        this.all = Axes.of(axes.values());
    }

    /**
     * Makes an expression of a text.
     *
     * @throws TextException if it names what is not known, has axes that do not combine, or something that only a table has
     */
    public Expr translate(TextExpression text) {
        return text.<Operand>fold((part, operands) -> new Operand(value(text, part, operands), part.span())).value();
    }

    private record Operand(Expr value, Span span) {
        String text(TextExpression all) {
            return TextException.shortened(span.of(all.toString()), 20);
        }
    }

    private Expr value(TextExpression text, Part part, List<Operand> operands) {
        return switch (part) {
            case Part.Constant(double value, Span _) -> Expr.constant(value);
            case Part.Truth(boolean value, Span _) -> value ? Expr.ONE : Expr.ZERO;
            case Part.Text(String _, Span span) -> throw text.fault(span, "a text", "a number or a name; texts are for tables");
            case Part.Name name -> named(text, name);
            case Part.Sum(String axis, Span span) -> sum(text, axis, span, operands.getFirst());
            case Part.Apply apply -> new Application(text, apply, operands).value();
        };
    }

    private Expr named(TextExpression text, Part.Name name) {
        Expr value = names.get(name.name());
        if (value == null) {
            throw text.unknown(name, "a name of what can be read here", new TreeMap<>(names).keySet());
        }
        return value;
    }

    private Expr sum(TextExpression text, String name, Span span, Operand operand) {
        Axis axis = axes.get(name);
        if (axis == null) {
            throw TextException.unknown(text.toString(), span, name, "an axis", axes.keySet());
        } else if (!operand.value().axes().contains(axis)) {
            throw text.fault(span, "a sum over " + name + " of " + inWords(text, operand), "what has the axis " + name);
        }
        return operand.value().sum(axis);
    }

    /** Says over which axes a value varies, as in {@code x over (pre)}. */
    private String inWords(TextExpression text, Operand operand) {
        Axes own = operand.value().axes();
        List<String> known = axes.keySet().stream().filter(name -> own.contains(Objects.requireNonNull(axes.get(name)))).toList();
        String over = known.size() == own.rank() ? "(" + String.join(", ", known) + ")" : own.toString();
        return operand.text(text) + (own.isEmpty() ? ", which has no axes" : " over " + over);
    }

    /** An operation on operands, in one text. */
    private final class Application {
        private final TextExpression text;
        private final Part.Apply part;
        private final List<Operand> operands;

        Application(TextExpression text, Part.Apply part, List<Operand> operands) {
            this.text = text;
            this.part = part;
            this.operands = operands;
        }

        Expr value() {
            if (part.operation().elementwise() || part.operation() == Operation.SURROGATE) {
                requireNested();
            }
            Expr first = operands.getFirst().value();
            return switch (part.operation()) {
                case OR -> Expr.where(first, Expr.ONE, truth(second()));
                case AND -> Expr.where(first, truth(second()), Expr.ZERO);
                case NOT -> Expr.where(first, Expr.ZERO, Expr.ONE);
                case EQUAL -> Expr.ONE.minus(unequal(first, second()));
                case UNEQUAL -> unequal(first, second());
                case LESS -> second().greaterThan(first);
                case AT_MOST -> Expr.ONE.minus(first.greaterThan(second()));
                case GREATER -> first.greaterThan(second());
                case AT_LEAST -> Expr.ONE.minus(second().greaterThan(first));
                case ADD -> first.plus(second());
                case SUBTRACT -> first.minus(second());
                case MULTIPLY -> first.times(second());
                case DIVIDE -> first.dividedBy(second());
                case NEGATE -> first.op() instanceof Op.Constant(double value) ? Expr.constant(-value) : first.negate();
                case POWER -> power(first);
                case EXP -> first.unary(UnaryFunction.EXP);
                case LOG -> first.unary(UnaryFunction.LOG);
                case TANH -> first.unary(UnaryFunction.TANH);
                case SIGMOID -> first.unary(UnaryFunction.SIGMOID);
                case SOFTPLUS -> first.unary(UnaryFunction.SOFTPLUS);
                case ABS -> first.unary(UnaryFunction.ABS);
                case SQRT -> first.unary(UnaryFunction.SQRT);
                case SIGN -> first.unary(UnaryFunction.SIGN);
                case LEAKY_RELU -> first.leakyRelu(constant(1, "as slope"));
                case MINIMUM -> all(BinaryFunction.MINIMUM);
                case MAXIMUM -> all(BinaryFunction.MAXIMUM);
                case WHERE -> Expr.where(first, second(), operands.get(2).value());
                case OUTER -> Expr.outer(first, second());
                case BROADCAST -> first.broadcast(all);
                case SUM -> throw new IllegalArgumentException("A sum is a part of its own.");
                case DETACH -> first.detach();
                case SURROGATE -> first.surrogate(second());
            };
        }

        private Expr second() {
            return operands.get(1).value();
        }

        private Axes union() {
            Axes union = Axes.NONE;
            for (Operand operand : operands) {
                union = union.union(operand.value().axes());
            }
            return union;
        }

        /** Requires that one operand has all axes. */
        private void requireNested() {
            Axes union = union();
            if (operands.stream().anyMatch(operand -> operand.value().axes().equals(union))) {
                return;
            }
            Operand left = operands.stream().filter(one -> !nestsAll(one)).findFirst().orElseThrow();
            Operand right = operands.stream().filter(one -> !one.value().axes().nests(left.value().axes())).findFirst().orElseThrow();
            throw text.fault(part.span(), "'" + part.operation().symbol() + "' between " + inWords(text, left) + " and "
                    + inWords(text, right), fix(left, right));
        }

        private boolean nestsAll(Operand operand) {
            return operands.stream().allMatch(other -> operand.value().axes().nests(other.value().axes()));
        }

        /** Says how to write what may have been meant. */
        private String fix(Operand left, Operand right) {
            return switch (part.operation()) {
                case MULTIPLY -> "outer(" + left.text(text) + ", " + right.text(text) + ") if the product of every pair is meant";
                case POWER, LEAKY_RELU -> "a number in place of " + right.text(text);
                default -> "broadcast(" + left.text(text) + ") in place of " + left.text(text) + " if every pair is meant";
            };
        }

        private Expr truth(Expr value) {
            return Expr.where(value, Expr.ONE, Expr.ZERO);
        }

        private Expr unequal(Expr a, Expr b) {
            return a.greaterThan(b).plus(b.greaterThan(a));
        }

        private Expr all(BinaryFunction function) {
            return operands.stream().map(Operand::value)
                    .reduce((a, b) -> Expr.of(new Op.Binary(function), a, b)).orElseThrow();
        }

        private Expr power(Expr base) {
            double exponent = constant(1, "as exponent; for others, write exp(b*log(a))");
            if (exponent != Math.rint(exponent) || Math.abs(exponent) > LARGEST_EXPONENT) {
                throw text.fault(operands.get(1).span(), "the exponent " + operands.get(1).text(text), "a whole number from "
                        + -LARGEST_EXPONENT + " to " + LARGEST_EXPONENT + "; for others, write exp(b*log(a))");
            }
            return exponent < 0 ? Expr.ONE.dividedBy(base.power((int) -exponent)) : base.power((int) exponent);
        }

        private double constant(int operand, String role) {
            Operand found = operands.get(operand);
            return Optional.of(found.value().op()).filter(Op.Constant.class::isInstance).map(op -> ((Op.Constant) op).value())
                    .orElseThrow(() -> text.fault(found.span(), found.text(text), "a number " + role));
        }
    }
}
