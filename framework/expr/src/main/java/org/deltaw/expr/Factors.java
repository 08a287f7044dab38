package org.deltaw.expr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A product taken apart: a number, and factors with their powers. */
final class Factors {
    /** Up to which exponent powers of powers are taken apart: far above what formulas hold, far below overflow. */
    private static final int LARGEST = 1 << 20;

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
        switch (factor.op()) {
            case Op.Constant(double value) -> coefficient *= Math.pow(value, exponent);
            case Op.Broadcast _ -> multiply(factor.argument(0), exponent);
            case Op.Power(int inner) when exponent <= LARGEST / inner -> multiply(factor.argument(0), exponent * inner);
            case Op.Binary(BinaryFunction function)
                    when function == BinaryFunction.MULTIPLY && !algebra.isWhole(factor) -> {
                multiply(factor.argument(0), exponent);
                multiply(factor.argument(1), exponent);
            }
            case Op.Input _, Op.Indicator _, Op.Unary _, Op.LeakyRelu _, Op.Power _, Op.Binary _, Op.Where _,
                    Op.Sum _, Op.Rename _ -> powers.merge(factor, exponent, Math::addExact);
        }
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
        if (coefficient == 0) {
            return algebra.constant(0);
        }
        for (Map.Entry<Expr, Integer> entry : powers.entrySet()) {
            if (entry.getValue() == 1 && isHalfGate(entry.getKey())) {
                return gated(entry.getKey());
            }
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
        return result;
    }

    private List<Map.Entry<Expr, Integer>> numbered() {
        List<Map.Entry<Expr, Integer>> entries = new ArrayList<>(powers.entrySet());
        entries.sort(Comparator.comparingInt(entry -> algebra.number(entry.getKey())));
        return entries;
    }

    /** Multiplies powers by squaring: {@code a^5 * b^2} is {@code (a^2 * b)^2 * a}. */
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

    private Expr gated(Expr gate) {
        Factors others = new Factors(algebra, coefficient, powers);
        others.powers.remove(gate);
        Axes axes = gate.axes();
        for (Expr factor : others.powers.keySet()) {
            axes = axes.union(factor.axes());
        }
        boolean onThen = Algebra.isZero(gate.argument(2));
        others.multiply(gate.argument(onThen ? 1 : 2), 1);
        Expr product = algebra.broadcast(others.product(), axes);
        Expr zero = algebra.constant(0);
        return algebra.where(gate.argument(0), onThen ? product : zero, onThen ? zero : product, axes);
    }
}
