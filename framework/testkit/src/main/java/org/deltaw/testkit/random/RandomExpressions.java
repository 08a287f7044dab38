package org.deltaw.testkit.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.UnaryFunction;
import org.deltaw.spi.Seed;

/**
 * Makes random, well-typed expressions over a few axes, with shared parts and with every primitive of
 * the language; the same seed makes the same ones.
 *
 * <p>With the values that {@link #values} draws, all of them are finite, of moderate size, and smooth
 * near these values: what is discontinuous or has a kink is only applied far from it. So difference
 * quotients can be trusted. Not for use by several threads.
 */
public final class RandomExpressions {
    /** The magnitude above which a value is made smaller. */
    private static final double LARGE = 4;
    private static final List<Double> SPECIAL = List.of(0.0, 1.0, -1.0, 2.0, 0.5);

    private final RandomGenerator random;
    private final Vocabulary vocabulary;
    private final List<Bounded> made = new ArrayList<>();

    /** An expression, and a magnitude that it never exceeds. */
    private record Bounded(Expr expr, double bound) {
        Axes axes() {
            return expr.axes();
        }

        Bounded as(Expr other) {
            return new Bounded(other, bound);
        }
    }

    /** Starts with a vocabulary of axes and symbols drawn from the seed. */
    public RandomExpressions(long seed) {
        this.random = new Seed(seed).child("expressions").generator();
        this.vocabulary = new Vocabulary(random);
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Lists the axes over which expressions may vary. */
    public List<Axis> axes() {
        return vocabulary.axes();
    }

    /** Lists the symbols that expressions made so far may read. */
    public List<Symbol> symbols() {
        return vocabulary.symbols();
    }

    /** Tells whether expressions are differentiable in a symbol: gates and masks are left out. */
    public boolean isSmooth(Symbol symbol) {
        return vocabulary.varies(symbol);
    }

    /** Draws values for all symbols that expressions made so far may read. */
    public Map<Symbol, double[]> values() {
        Map<Symbol, double[]> values = new LinkedHashMap<>();
        symbols().forEach(symbol -> values.put(symbol, vocabulary.draw(symbol, random)));
        return values;
    }

    /** Makes an expression over some of the axes. */
    public Expr next() {
        return over(vocabulary.someOf(Axes.of(axes())));
    }

    /** Makes an expression over exactly these axes; its magnitude is at most 4. */
    public Expr over(Axes axes) {
        return bounded(axes).expr();
    }

    /** Makes an expression over exactly these axes, with a magnitude of at most 1. */
    Expr small(Axes axes) {
        Bounded made = bounded(axes);
        return made.bound() <= 1 ? made.expr() : made.expr().times(1 / made.bound());
    }

    private Bounded bounded(Axes axes) {
        return make(axes, 2 + random.nextInt(4));
    }

    private Bounded make(Axes axes, int depth) {
        Bounded result = tamed(depth <= 0 ? leaf(axes) : inner(axes, depth - 1));
        made.add(result);
        return result;
    }

    /** Makes an expression over some of the axes. */
    private Bounded within(Axes axes, int depth) {
        return make(vocabulary.someOf(axes), depth);
    }

    private Bounded tamed(Bounded large) {
        if (large.bound() <= LARGE) {
            return large;
        }
        return switch (random.nextInt(3)) {
            case 0 -> new Bounded(large.expr().tanh(), 1);
            case 1 -> new Bounded(large.expr().times(1 / large.bound()), 1);
            default -> new Bounded(large.expr().dividedBy(large.expr().squared().plus(1)), 0.5);
        };
    }

    private Bounded leaf(Axes axes) {
        return switch (random.nextInt(8)) {
            case 0 -> {
                double value = random.nextBoolean()
                        ? SPECIAL.get(random.nextInt(SPECIAL.size()))
                        : random.nextInt(-20, 20) / 16.0;
                yield new Bounded(Expr.constant(value).broadcast(axes), Math.abs(value));
            }
            case 1 -> new Bounded(vocabulary.switching(axes), Vocabulary.SWITCH_BOUND);
            case 2 -> axes.isEmpty() ? read(axes) : indicator(axes);
            default -> read(axes);
        };
    }

    private Bounded read(Axes axes) {
        Expr symbol = vocabulary.within(axes);
        double bound = Vocabulary.SMOOTH_BOUND;
        Axes lacking = axes.minus(symbol.axes());
        if (lacking.isEmpty() || random.nextBoolean()) {
            return new Bounded(symbol.broadcast(axes), bound);
        }
        Bounded other = read(lacking);
        return new Bounded(Expr.outer(symbol, other.expr()), bound * other.bound());
    }

    private Bounded indicator(Axes axes) {
        List<Axis> others = new ArrayList<>(axes.toList());
        Axis direction = others.remove(random.nextInt(others.size()));
        return Axes.of(others).entries() > direction.size() ? read(axes) : indicator(direction, others);
    }

    /** Makes an indicator over a direction and as many of the other axes as go along it. */
    private Bounded indicator(Axis direction, List<Axis> others) {
        List<Axis> along = Axes.of(others).entries() > direction.size() ? List.of() : others.reversed();
        int offset = random.nextInt(direction.size() - Axes.of(along).entries() + 1);
        return new Bounded(Expr.of(new Op.Indicator(direction, offset, along), List.of()), 1);
    }

    private Bounded inner(Axes axes, int depth) {
        return switch (random.nextInt(21)) {
            case 0, 1, 2 -> sumOrDifference(axes, depth);
            case 3, 4 -> product(axes, depth);
            case 5, 6 -> outer(axes, depth);
            case 7 -> quotient(axes, depth);
            case 8 -> smooth(axes, depth);
            case 9 -> kinked(axes, depth);
            case 10 -> extreme(axes, depth);
            case 11, 12 -> where(axes, depth);
            case 13, 14 -> sum(axes, depth);
            case 15 -> renamed(axes, depth);
            case 16 -> {
                Bounded some = within(axes, depth);
                yield some.as(some.expr().broadcast(axes));
            }
            case 17 -> {
                Bounded base = make(axes, depth);
                int exponent = random.nextInt(5);
                yield new Bounded(base.expr().power(exponent).broadcast(axes),
                        Math.max(1, Math.pow(base.bound(), exponent)));
            }
            case 18 -> polynomial(axes);
            case 19 -> greatest(axes, depth);
            default -> again(axes, depth);
        };
    }

    /** Combines an expression over all axes with one over some of them, in either order. */
    private Bounded binary(BinaryFunction function, Bounded all, Bounded some, double bound) {
        boolean swapped = random.nextBoolean();
        List<Expr> arguments = swapped ? List.of(some.expr(), all.expr()) : List.of(all.expr(), some.expr());
        return new Bounded(Expr.of(new Op.Binary(function), arguments), bound);
    }

    private Bounded sumOrDifference(Axes axes, int depth) {
        BinaryFunction function = random.nextBoolean() ? BinaryFunction.ADD : BinaryFunction.SUBTRACT;
        Bounded all = make(axes, depth);
        Bounded some = within(axes, depth);
        return binary(function, all, some, all.bound() + some.bound());
    }

    private Bounded product(Axes axes, int depth) {
        Bounded all = make(axes, depth);
        Bounded some = within(axes, depth);
        return binary(BinaryFunction.MULTIPLY, all, some, all.bound() * some.bound());
    }

    private Bounded outer(Axes axes, int depth) {
        Bounded left = within(axes, depth);
        Bounded right = make(axes.minus(left.axes()).union(vocabulary.someOf(left.axes())), depth);
        return new Bounded(Expr.outer(left.expr(), right.expr()), left.bound() * right.bound());
    }

    private Bounded quotient(Axes axes, int depth) {
        Bounded all = make(axes, depth);
        Bounded some = within(axes, depth);
        return random.nextBoolean()
                ? all.as(all.expr().dividedBy(some.expr().squared().plus(1)))
                : some.as(some.expr().dividedBy(all.expr().squared().plus(1)));
    }

    private Bounded smooth(Axes axes, int depth) {
        Bounded a = make(axes, depth);
        Expr positive = a.expr().squared().plus(1);
        return switch (random.nextInt(6)) {
            case 0 -> new Bounded(a.expr().times(0.25).exp(), Math.exp(a.bound() / 4));
            case 1 -> new Bounded(positive.log(), Math.log(1 + a.bound() * a.bound()));
            case 2 -> new Bounded(positive.sqrt(), 1 + a.bound());
            case 3 -> new Bounded(a.expr().tanh(), 1);
            case 4 -> new Bounded(a.expr().sigmoid(), 1);
            default -> new Bounded(a.expr().softplus(), 1 + a.bound());
        };
    }

    /** Makes an expression that takes both signs and stays away from 0. */
    private Bounded away(Axes axes, int depth) {
        Bounded disturbance = within(axes, depth);
        Expr small = disturbance.expr().times(0.4 / Math.max(disturbance.bound(), 0.4));
        return new Bounded(vocabulary.switching(axes).plus(small), Vocabulary.SWITCH_BOUND + 0.4);
    }

    private Bounded kinked(Axes axes, int depth) {
        Bounded a = away(axes, depth);
        return switch (random.nextInt(4)) {
            case 0 -> a.as(a.expr().unary(UnaryFunction.ABS));
            case 1 -> new Bounded(a.expr().unary(UnaryFunction.SIGN), 1);
            case 2 -> surrogate(a.expr().unary(UnaryFunction.SIGN), axes, depth);
            default -> a.as(a.expr().leakyRelu(0.125));
        };
    }

    /** Makes what is flat where it is, by itself or added to something, differentiated as it should be: difference quotients agree. */
    private Bounded surrogate(Expr flat, Axes axes, int depth) {
        if (random.nextBoolean()) {
            return new Bounded(flat.detach(), 1);
        }
        Bounded smooth = within(axes, depth);
        return new Bounded(flat.plus(smooth.expr()).surrogate(smooth.expr()), smooth.bound() + 1);
    }

    private Bounded extreme(Axes axes, int depth) {
        Bounded base = within(axes, depth);
        Bounded distance = away(axes, depth);
        Bounded other = new Bounded(distance.expr().plus(base.expr()), base.bound() + distance.bound());
        return switch (random.nextInt(3)) {
            case 0 -> binary(BinaryFunction.MINIMUM, other, base, other.bound());
            case 1 -> binary(BinaryFunction.MAXIMUM, other, base, other.bound());
            default -> binary(BinaryFunction.GREATER, other, base, 1);
        };
    }

    private Bounded where(Axes axes, int depth) {
        Axes some = vocabulary.someOf(axes);
        Expr condition = switch (random.nextInt(6)) {
            case 0, 1, 2 -> vocabulary.binary(Axes.NONE);
            case 3 -> vocabulary.binary(some);
            case 4 -> away(some, depth).expr();
            default -> away(some, depth).expr().greaterThan(Expr.ZERO);
        };
        Bounded all = make(axes, depth);
        Bounded part = random.nextInt(3) == 0 ? new Bounded(Expr.ZERO, 0) : within(axes, depth);
        double bound = Math.max(all.bound(), part.bound());
        return random.nextBoolean()
                ? new Bounded(Expr.where(condition, all.expr(), part.expr()), bound)
                : new Bounded(Expr.where(condition, part.expr(), all.expr()), bound);
    }

    private Bounded sum(Axes axes, int depth) {
        Axes absent = Axes.of(axes()).minus(axes);
        if (absent.isEmpty()) {
            return sumOrDifference(axes, depth);
        }
        Axis axis = absent.toList().get(random.nextInt(absent.rank()));
        Bounded each = make(axes.union(Axes.of(axis)), depth);
        return new Bounded(each.expr().sum(axis), each.bound() * axis.size());
    }

    /** Makes a maximum over an axis of which all entries are equal, or one is greater than the others by far. */
    private Bounded greatest(Axes axes, int depth) {
        Axes absent = Axes.of(axes()).minus(axes);
        if (absent.isEmpty()) {
            return extreme(axes, depth);
        }
        Axis axis = absent.toList().get(random.nextInt(absent.rank()));
        Axes full = axes.union(Axes.of(axis));
        Bounded some = make(axes, depth);
        if (random.nextInt(3) == 0) {
            return some.as(some.expr().broadcast(full).maximum(axis));
        }
        Bounded each = make(full, depth);
        Expr chosen = indicator(axis, axes.toList()).expr();
        Expr entries = each.expr().times(0.4 / Math.max(each.bound(), 0.4)).plus(some.expr()).plus(chosen);
        return new Bounded(entries.maximum(axis), some.bound() + 1.4);
    }

    private Bounded renamed(Axes axes, int depth) {
        for (Axis to : axes) {
            for (Axis from : Axes.of(axes()).minus(axes)) {
                if (from.size() == to.size()) {
                    Bounded other = make(axes.without(to).union(Axes.of(from)), depth);
                    return other.as(other.expr().rename(from, to));
                }
            }
        }
        return product(axes, depth);
    }

    /** Makes a sum of products of powers of a few symbols: the shape of a Taylor rule. */
    private Bounded polynomial(Axes axes) {
        Bounded first = read(axes);
        List<Expr> variables = List.of(first.expr(), vocabulary.within(axes), vocabulary.within(axes));
        List<Expr> terms = new ArrayList<>();
        int count = 2 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            Expr term = random.nextBoolean() ? vocabulary.within(Axes.NONE) : Expr.constant(random.nextInt(-3, 4));
            for (Expr variable : variables) {
                term = Expr.outer(term, variable.power(random.nextInt(3)));
            }
            terms.add(term.broadcast(axes));
        }
        double largest = Math.pow(first.bound(), 2) * Math.pow(Vocabulary.SMOOTH_BOUND, 4);
        return new Bounded(Expr.sumOf(terms), 3 * count * largest);
    }

    /** Takes an expression that was made before, or combines two of these. */
    private Bounded again(Axes axes, int depth) {
        List<Bounded> suitable = made.stream().filter(old -> axes.containsAll(old.axes())).toList();
        if (suitable.isEmpty()) {
            return make(axes, depth);
        }
        Bounded one = suitable.get(random.nextInt(suitable.size()));
        Bounded other = suitable.get(random.nextInt(suitable.size()));
        return switch (random.nextInt(3)) {
            case 0 -> one.as(one.expr().broadcast(axes));
            case 1 -> new Bounded(
                    Expr.sumOf(List.of(one.expr(), other.expr(), one.expr())).broadcast(axes),
                    2 * one.bound() + other.bound());
            default -> new Bounded(
                    one.expr().broadcast(axes).minus(other.expr()).times(one.expr()),
                    (one.bound() + other.bound()) * one.bound());
        };
    }
}
