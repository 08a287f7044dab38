package org.deltaw.expr.simplify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Op;

/** A product taken apart: a number, and factors with their powers. */
final class Factors {
    /** Up to which exponent powers of powers are taken apart: far above what formulas hold, far below overflow. */
    private static final int LARGEST = 1 << 20;

    /**
     * Up to how many factors a product is taken apart, and through how many choices its factors are moved: without an end, a
     * chain of operations would take time in proportion to the square of its length.
     */
    private static final int MOST = 64;

    private final Algebra algebra;
    private final Map<Expr, Integer> powers = new LinkedHashMap<>();
    private double coefficient = 1;

    Factors(Algebra algebra) {
        this.algebra = algebra;
    }

    Factors(Algebra algebra, double coefficient, Map<Expr, Integer> powers) {
        this.algebra = algebra;
        this.coefficient = coefficient;
        this.powers.putAll(powers);
    }

    double coefficient() {
        return coefficient;
    }

    Map<Expr, Integer> powers() {
        return powers;
    }

    boolean isOne() {
        return coefficient == 1 && powers.isEmpty();
    }

    void multiply(Expr factor, int exponent) {
        Graph.descend(new Raised(factor, exponent), this::multiply);
    }

    /** A factor with its power. */
    private record Raised(Expr base, int exponent) {
        Raised argument(int index, int times) {
            return new Raised(base.argument(index), exponent * times);
        }
    }

    /** Multiplies by what cannot be taken apart, and returns the parts of what can. */
    private List<Raised> multiply(Raised factor) {
        Expr base = factor.base();
        return switch (base.op()) {
            case Op.Constant(double value) -> {
                coefficient *= Math.pow(value, factor.exponent());
                yield List.of();
            }
            case Op.Broadcast _ -> List.of(factor.argument(0, 1));
            case Op.Power(int inner) when factor.exponent() <= LARGEST / inner -> List.of(factor.argument(0, inner));
            case Op.Binary(BinaryFunction function)
                    when function == BinaryFunction.MULTIPLY && !algebra.isWhole(base) ->
                    List.of(factor.argument(0, 1), factor.argument(1, 1));
            case Op.Input _, Op.Indicator _, Op.Unary _, Op.LeakyRelu _, Op.Power _, Op.Binary _, Op.Where _,
                    Op.Sum _, Op.Maximum _, Op.Rename _ -> {
                powers.merge(base, factor.exponent(), Math::addExact);
                yield List.of();
            }
        };
    }

    /** Moves the number and all factors that do not vary along the axis into a product of their own. */
    Factors extract(Axis axis) {
        Factors lacking = new Factors(algebra);
        lacking.coefficient = coefficient;
        coefficient = 1;
        for (Iterator<Map.Entry<Expr, Integer>> each = powers.entrySet().iterator(); each.hasNext();) {
            Map.Entry<Expr, Integer> entry = each.next();
            if (!entry.getKey().axes().contains(axis)) {
                lacking.powers.put(entry.getKey(), entry.getValue());
                each.remove();
            }
        }
        return lacking;
    }

    /** Multiplies: the least varied factors first, and those over the same axes together. */
    Expr product() {
        Deque<Gate> outside = new ArrayDeque<>();
        Factors inside = this;
        for (Optional<Expr> gate = halfGate(); gate.isPresent() && outside.size() < MOST; gate = inside.halfGate()) {
            outside.push(inside.around(gate.get()));
            inside = inside.behind(gate.get());
        }
        Expr result = inside.plainProduct();
        for (Gate gate : outside) {
            result = gate.choose(result);
        }
        return result;
    }

    private Expr plainProduct() {
        if (coefficient == 0) {
            return algebra.constant(0);
        }
        Map<Axes, Map<Expr, Integer>> groups =
                new TreeMap<>(Comparator.comparingInt(Axes::rank).thenComparing(Axes::toString));
        for (Map.Entry<Expr, Integer> entry : numbered()) {
            groups.computeIfAbsent(entry.getKey().axes(), _ -> new LinkedHashMap<>())
                    .put(entry.getKey(), entry.getValue());
        }
        Expr result = algebra.constant(coefficient);
        for (Map<Expr, Integer> group : groups.values()) {
            result = algebra.multiply(result, power(group));
        }
        if (powers.size() > MOST) {
            algebra.stayWhole(result);
        }
        return result;
    }

    private List<Map.Entry<Expr, Integer>> numbered() {
        List<Map.Entry<Expr, Integer>> entries = new ArrayList<>(powers.entrySet());
        entries.sort(Comparator.comparingInt(entry -> algebra.number(entry.getKey())));
        return entries;
    }

    /** Multiplies powers by squaring: {@code a^5 * b^2} is {@code (a^2 * b)^2 * a}; recurses once for each binary digit. */
    private Expr power(Map<Expr, Integer> bases) {
        Map<Expr, Integer> halves = new LinkedHashMap<>();
        Expr odd = algebra.constant(1);
        for (Map.Entry<Expr, Integer> entry : bases.entrySet()) {
            if (entry.getValue() > 1) {
                halves.put(entry.getKey(), entry.getValue() / 2);
            }
            if (entry.getValue() % 2 == 1) {
                odd = algebra.multiply(odd, entry.getKey());
            }
        }
        return halves.isEmpty() ? odd : algebra.multiply(algebra.squared(power(halves)), odd);
    }

    /** A gate with nothing on one side stays outside, so that the other factors are skipped with it. */
    private static boolean isHalfGate(Expr factor) {
        return Algebra.isGate(factor) && (Algebra.isZero(factor.argument(1)) || Algebra.isZero(factor.argument(2)));
    }

    private Optional<Expr> halfGate() {
        return coefficient == 0 ? Optional.empty() : powers.entrySet().stream()
                .filter(entry -> entry.getValue() == 1).map(Map.Entry::getKey).filter(Factors::isHalfGate).findFirst();
    }

    private static boolean isOnThen(Expr gate) {
        return Algebra.isZero(gate.argument(2));
    }

    /** Returns the product that is chosen where the gate is open. */
    private Factors behind(Expr gate) {
        Factors others = new Factors(algebra, coefficient, powers);
        others.powers.remove(gate);
        others.multiply(gate.argument(isOnThen(gate) ? 1 : 2), 1);
        return others;
    }

    private Gate around(Expr gate) {
        Axes axes = gate.axes();
        for (Expr factor : powers.keySet()) {
            axes = axes.union(factor.axes());
        }
        return new Gate(algebra, gate, axes);
    }

    /** A choice between a product and nothing. */
    private record Gate(Algebra algebra, Expr gate, Axes axes) {
        Expr choose(Expr inside) {
            Expr product = algebra.broadcast(inside, axes);
            Expr zero = algebra.constant(0);
            return isOnThen(gate)
                    ? algebra.where(gate.argument(0), product, zero, axes)
                    : algebra.where(gate.argument(0), zero, product, axes);
        }
    }
}
