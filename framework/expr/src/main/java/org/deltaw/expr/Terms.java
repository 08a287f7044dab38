package org.deltaw.expr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A sum taken apart into products, and put together again in Horner form. */
final class Terms {
    private final Algebra algebra;
    private final Map<Map<Expr, Integer>, Double> coefficients = new LinkedHashMap<>();

    Terms(Algebra algebra) {
        this.algebra = algebra;
    }

    void add(Expr term, double sign) {
        Factors factors = new Factors(algebra);
        factors.multiply(term, 1);
        coefficients.merge(factors.powers(), sign * factors.coefficient(), Double::sum);
    }

    Expr sum(Axes axes) {
        mergeGates();
        List<Factors> terms = new ArrayList<>();
        coefficients.forEach((powers, coefficient) -> {
            if (coefficient != 0) {
                terms.add(new Factors(algebra, coefficient, powers));
            }
        });
        return algebra.broadcast(horner(terms), axes);
    }

    /** Puts what is chosen by the same condition behind one choice. */
    private void mergeGates() {
        Map<Expr, List<Map<Expr, Integer>>> byCondition = new LinkedHashMap<>();
        for (Map<Expr, Integer> powers : coefficients.keySet()) {
            List<Expr> gates = powers.keySet().stream().filter(Algebra::isGate).toList();
            if (gates.size() == 1 && Objects.requireNonNull(powers.get(gates.getFirst())) == 1) {
                byCondition.computeIfAbsent(gates.getFirst().argument(0), _ -> new ArrayList<>()).add(powers);
            }
        }
        byCondition.forEach((condition, terms) -> {
            if (terms.size() > 1) {
                merge(condition, terms);
            }
        });
    }

    private void merge(Expr condition, List<Map<Expr, Integer>> gated) {
        Terms then = new Terms(algebra);
        Terms otherwise = new Terms(algebra);
        Axes axes = Axes.NONE;
        for (Map<Expr, Integer> powers : gated) {
            double coefficient = Objects.requireNonNull(coefficients.remove(powers));
            Map<Expr, Integer> others = new LinkedHashMap<>(powers);
            Expr gate = powers.keySet().stream().filter(Algebra::isGate).findFirst().orElseThrow();
            others.remove(gate);
            then.addAll(gate.argument(1), coefficient, others);
            otherwise.addAll(gate.argument(2), coefficient, others);
            for (Expr factor : powers.keySet()) {
                axes = axes.union(factor.axes());
            }
        }
        add(algebra.where(condition, then.sum(axes), otherwise.sum(axes), axes), 1);
    }

    /** Adds a sum, every summand multiplied by the same factors; with other factors it stays a sum. */
    private void addAll(Expr sum, double sign, Map<Expr, Integer> others) {
        if (others.isEmpty() && sum.op() instanceof Op.Binary(BinaryFunction function)
                && (function == BinaryFunction.ADD || function == BinaryFunction.SUBTRACT)) {
            addAll(sum.argument(0), sign, others);
            addAll(sum.argument(1), function == BinaryFunction.ADD ? sign : -sign, others);
        } else {
            Factors factors = new Factors(algebra, 1, others);
            factors.multiply(sum, 1);
            coefficients.merge(factors.powers(), sign * factors.coefficient(), Double::sum);
        }
    }

    private Expr horner(List<Factors> terms) {
        if (terms.size() < 2) {
            return terms.isEmpty() ? algebra.constant(0) : terms.getFirst().product();
        }
        Expr variable = shared(terms);
        if (variable == null) {
            return plainSum(terms);
        }
        TreeMap<Integer, List<Factors>> byPower = new TreeMap<>(Comparator.reverseOrder());
        for (Factors term : terms) {
            Map<Expr, Integer> rest = new LinkedHashMap<>(term.powers());
            Integer power = rest.remove(variable);
            byPower.computeIfAbsent(power == null ? 0 : power, _ -> new ArrayList<>())
                    .add(new Factors(algebra, term.coefficient(), rest));
        }
        Expr result = algebra.constant(0);
        int reached = byPower.firstKey();
        for (Map.Entry<Integer, List<Factors>> entry : byPower.entrySet()) {
            result = algebra.add(raised(result, variable, reached - entry.getKey()), horner(entry.getValue()));
            reached = entry.getKey();
        }
        return raised(result, variable, reached);
    }

    private Expr raised(Expr value, Expr variable, int exponent) {
        if (exponent == 0 || Algebra.isZero(value)) {
            return value;
        }
        Factors factors = new Factors(algebra);
        factors.multiply(variable, exponent);
        return algebra.multiply(value, factors.product());
    }

    /** Finds the factor of at least two terms that varies most: what is left then varies less. */
    private @Nullable Expr shared(List<Factors> terms) {
        Map<Expr, Integer> counts = new HashMap<>();
        for (Factors term : terms) {
            term.powers().keySet().forEach(factor -> counts.merge(factor, 1, Integer::sum));
        }
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .max(Comparator.<Expr>comparingInt(factor -> factor.axes().rank())
                        .thenComparingInt(counts::get)
                        .thenComparingInt(factor -> -algebra.number(factor)))
                .orElse(null);
    }

    /**
     * Adds the least varied terms first, so that each partial sum is computed where it varies least.
     * While all terms so far are negative, their sum is kept without its sign.
     */
    private Expr plainSum(List<Factors> terms) {
        record Summand(Expr value, boolean negative) {}
        List<Summand> summands = new ArrayList<>();
        for (Factors term : terms) {
            boolean negative = term.coefficient() < 0;
            Expr value = new Factors(algebra, Math.abs(term.coefficient()), term.powers()).product();
            summands.add(new Summand(value, negative));
        }
        summands.sort(Comparator.<Summand>comparingInt(summand -> summand.value().axes().rank())
                .thenComparing(summand -> summand.value().axes().toString())
                .thenComparing(Summand::negative)
                .thenComparingInt(summand -> algebra.number(summand.value())));
        Expr result = algebra.constant(0);
        boolean negated = summands.getFirst().negative();
        for (Summand summand : summands) {
            if (summand.negative() == negated) {
                result = algebra.add(result, summand.value());
            } else if (negated) {
                result = algebra.binary(BinaryFunction.SUBTRACT, summand.value(), result);
                negated = false;
            } else {
                result = algebra.binary(BinaryFunction.SUBTRACT, result, summand.value());
            }
        }
        return negated ? algebra.multiply(algebra.constant(-1), result) : result;
    }
}
