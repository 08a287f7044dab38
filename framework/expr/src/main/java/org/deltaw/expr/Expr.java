package org.deltaw.expr;

import static org.deltaw.expr.BinaryFunction.ADD;
import static org.deltaw.expr.BinaryFunction.DIVIDE;
import static org.deltaw.expr.BinaryFunction.GREATER;
import static org.deltaw.expr.BinaryFunction.MAXIMUM;
import static org.deltaw.expr.BinaryFunction.MINIMUM;
import static org.deltaw.expr.BinaryFunction.MULTIPLY;
import static org.deltaw.expr.BinaryFunction.SUBTRACT;
import static org.deltaw.expr.BinaryFunction.SURROGATE;

import java.util.ArrayList;
import java.util.List;

/**
 * A scalar expression over named axes: how rules, networks and losses are written.
 *
 * <p>An input activity has the axis of the presynaptic neurons, a weight has two axes, a reward has
 * none. Elementwise operations combine two expressions if the axes of one contain those of the
 * other; the smaller is repeated along the axes it lacks. A product over two different axes is
 * written {@link #outer outer(x, y)}, since an accidental one is the classic silent error. {@link
 * #sum} removes an axis, so {@code x.times(w).sum(pre)} is a matrix product.
 *
 * <p>Immutable and safe for use by several threads. Two expressions are {@code equal} only if they
 * are the same object; {@link #sameAs} compares what they say.
 */
public final class Expr {
    /** The constant 0. */
    public static final Expr ZERO = constant(0);
    /** The constant 1. */
    public static final Expr ONE = constant(1);

    private final Op op;
    private final List<Expr> arguments;
    private final Axes axes;

    private Expr(Op op, List<Expr> arguments) {
        this.op = op;
        this.arguments = arguments;
        this.axes = Typing.axes(op, arguments);
    }

    /**
     * Applies a primitive to arguments; meant for passes over graphs, while authors of formulas use
     * the named methods.
     *
     * @throws IllegalArgumentException if the arguments do not suit the primitive
     */
    public static Expr of(Op op, List<Expr> arguments) {
        return new Expr(op, List.copyOf(arguments));
    }

    public static Expr of(Op op, Expr... arguments) {
        return new Expr(op, List.of(arguments));
    }

    /** Writes a number. */
    public static Expr constant(double value) {
        return of(new Op.Constant(value));
    }

    /** Gives 1 at one place on an axis, and 0 elsewhere: a pattern in which one neuron is active. */
    public static Expr unit(Axis axis, int place) {
        return of(new Op.Indicator(axis, place, List.of()));
    }

    /** Reads a symbol. */
    public static Expr input(Symbol symbol) {
        return of(new Op.Input(symbol));
    }

    /**
     * Multiplies two expressions whatever their axes; the result has the axes of both.
     *
     * <p>With {@code x} over the presynaptic and {@code y} over the postsynaptic neurons this is the
     * Hebbian product of every pair. Axes they share are matched.
     */
    public static Expr outer(Expr left, Expr right) {
        return of(new Op.Binary(MULTIPLY), left, right);
    }

    /**
     * Chooses {@code then} where the condition is not 0, else {@code otherwise}.
     *
     * <p>Both branches should be finite where they are not chosen, too, if the condition has axes: the
     * derivative of the branch not chosen is multiplied by 0, and 0 times infinity is not a number.
     */
    public static Expr where(Expr condition, Expr then, Expr otherwise) {
        return of(new Op.Where(), condition, then, otherwise);
    }

    /** Adds up expressions of any axes, each repeated along the axes that it lacks; 0 if there are none. */
    public static Expr sumOf(List<Expr> terms) {
        Axes all = Axes.NONE;
        for (Expr term : terms) {
            all = all.union(term.axes);
        }
        Expr total = null;
        for (Expr term : terms) {
            Expr full = term.broadcast(all);
            total = total == null ? full : total.plus(full);
        }
        return total == null ? ZERO : total;
    }

    /** Adds. */
    public Expr plus(Expr other) {
        return of(new Op.Binary(ADD), this, other);
    }

    /** Adds a number. */
    public Expr plus(double other) {
        return plus(constant(other));
    }

    /** Subtracts. */
    public Expr minus(Expr other) {
        return of(new Op.Binary(SUBTRACT), this, other);
    }

    /** Subtracts a number. */
    public Expr minus(double other) {
        return minus(constant(other));
    }

    /**
     * Multiplies elementwise.
     *
     * @throws IllegalArgumentException if neither set of axes contains the other
     */
    public Expr times(Expr other) {
        Typing.requireNested("times", this, other, " If every pair is meant, write outer(a, b).");
        return of(new Op.Binary(MULTIPLY), this, other);
    }

    /** Multiplies by a number. */
    public Expr times(double other) {
        return times(constant(other));
    }

    /** Divides elementwise. */
    public Expr dividedBy(Expr other) {
        return of(new Op.Binary(DIVIDE), this, other);
    }

    /** Takes the smaller of two values. */
    public Expr minimum(Expr other) {
        return of(new Op.Binary(MINIMUM), this, other);
    }

    /** Takes the larger of two values. */
    public Expr maximum(Expr other) {
        return of(new Op.Binary(MAXIMUM), this, other);
    }

    /** Gives 1 where this exceeds the other, else 0. */
    public Expr greaterThan(Expr other) {
        return of(new Op.Binary(GREATER), this, other);
    }

    /**
     * Keeps the value, and takes the derivative of another expression.
     *
     * <p>So a spike, {@code v.greaterThan(one)}, is learned through as if it were smooth: {@code
     * v.greaterThan(one).surrogate(v.minus(1).times(4).sigmoid())} (surrogate gradients: Neftci, Mostafa and Zenke,
     * IEEE Signal Processing Magazine 36, 2019).
     */
    public Expr surrogate(Expr differentiated) {
        return of(new Op.Binary(SURROGATE), this, differentiated);
    }

    /** Keeps the value, and has no derivative: what it is made of counts as fixed. */
    public Expr detach() {
        return surrogate(ZERO);
    }

    /** Changes the sign. */
    public Expr negate() {
        return times(-1);
    }

    /** Raises to an integer power of at least 0; any value to the power of 0 is 1, 0 included. */
    public Expr power(int exponent) {
        return switch (exponent) {
            case 0 -> ONE;
            case 1 -> this;
            default -> of(new Op.Power(exponent), this);
        };
    }

    /** Multiplies by itself. */
    public Expr squared() {
        return power(2);
    }

    /** Takes the exponential. */
    public Expr exp() {
        return unary(UnaryFunction.EXP);
    }

    /** Takes the natural logarithm. */
    public Expr log() {
        return unary(UnaryFunction.LOG);
    }

    /** Takes the hyperbolic tangent. */
    public Expr tanh() {
        return unary(UnaryFunction.TANH);
    }

    /** Takes the logistic function. */
    public Expr sigmoid() {
        return unary(UnaryFunction.SIGMOID);
    }

    /** Takes {@code log(1 + exp(a))}. */
    public Expr softplus() {
        return unary(UnaryFunction.SOFTPLUS);
    }

    /** Takes the absolute value. */
    public Expr abs() {
        return unary(UnaryFunction.ABS);
    }

    /** Takes the square root. */
    public Expr sqrt() {
        return unary(UnaryFunction.SQRT);
    }

    /** Takes the sign: -1, 0 or 1. */
    public Expr sign() {
        return unary(UnaryFunction.SIGN);
    }

    /** Applies a function to every entry. */
    public Expr unary(UnaryFunction function) {
        return of(new Op.Unary(function), this);
    }

    /** Keeps positive values and multiplies the others by the slope. */
    public Expr leakyRelu(double slope) {
        return of(new Op.LeakyRelu(slope), this);
    }

    /** Adds up along an axis, which the result no longer has. */
    public Expr sum(Axis axis) {
        return of(new Op.Sum(axis), this);
    }

    /** Adds up along several axes, one after the other. */
    public Expr sum(Axes over) {
        Expr result = this;
        for (Axis axis : over) {
            result = result.sum(axis);
        }
        return result;
    }

    /**
     * Takes the greatest value along an axis, which the result no longer has; not a number if one value is none. Equal greatest
     * values share the derivative equally.
     */
    public Expr maximum(Axis axis) {
        return of(new Op.Maximum(axis), this);
    }

    /**
     * Turns values into probabilities along an axis: {@code exp(a) / sum(exp(a))}, without overflow. An entry of minus infinity
     * gets none; not a number if all are that, or one is plus infinity.
     */
    public Expr softmax(Axis axis) {
        Expr raised = minus(maximum(axis).detach()).exp();
        return raised.dividedBy(raised.sum(axis));
    }

    /**
     * Takes {@code log(sum(exp(a)))} along an axis, which the result no longer has, without overflow; its derivative is {@link
     * #softmax}. Not a number if all entries are minus infinity, or one is plus infinity.
     */
    public Expr logSumExp(Axis axis) {
        // What is subtracted is added again, so it has no effect on the derivative.
        Expr greatest = maximum(axis).detach();
        return minus(greatest).exp().sum(axis).log().plus(greatest);
    }

    /** Gives the values another axis, as when the activity of a recurrent layer becomes its input. */
    public Expr rename(Axis from, Axis to) {
        return from.equals(to) ? this : of(new Op.Rename(from, to), this);
    }

    /** Repeats the values along those of the given axes that the expression lacks. */
    public Expr broadcast(Axes target) {
        Axes added = target.minus(axes);
        return added.isEmpty() ? this : of(new Op.Broadcast(added), this);
    }

    /** Returns the primitive at the root. */
    public Op op() {
        return op;
    }

    /** Returns what the primitive is applied to. */
    public List<Expr> arguments() {
        return arguments;
    }

    /** Returns one argument. */
    public Expr argument(int index) {
        return arguments.get(index);
    }

    /** Returns the axes over which the value varies. */
    public Axes axes() {
        return axes;
    }

    /** Tells whether this is the given number. */
    public boolean isConstant(double value) {
        return op instanceof Op.Constant constant && constant.value() == value;
    }

    /** Tells whether two expressions are built alike, in time proportional to their size. */
    public boolean sameAs(Expr other) {
        Interner interner = new Interner();
        return interner.intern(this) == interner.intern(other);
    }

    /** Lists the symbols that are read, each once, in the order of their first use. */
    public List<Symbol> symbols() {
        List<Symbol> found = new ArrayList<>();
        for (Expr node : Graph.order(List.of(this))) {
            if (node.op instanceof Op.Input(Symbol symbol) && !found.contains(symbol)) {
                found.add(symbol);
            }
        }
        return List.copyOf(found);
    }

    /** Returns the formula, shortened if it is very long. */
    @Override
    public String toString() {
        return Formula.abbreviated(this);
    }
}
