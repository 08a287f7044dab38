package org.deltaw.expr.simplify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.deltaw.expr.Axes;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
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
        return summed(axes).run();
    }

    private Trampoline<Expr> summed(Axes axes) {
        return Trampoline.call(this::mergeGates).then(_ -> horner(products())).map(sum -> algebra.broadcast(sum, axes));
    }

    private List<Factors> products() {
        List<Factors> products = new ArrayList<>();
        coefficients.forEach((powers, coefficient) -> {
            if (coefficient != 0) {
                products.add(new Factors(algebra, coefficient, powers));
            }
        });
        return products;
    }

    /** Puts what is chosen by the same condition behind one choice. */
    private Trampoline<Terms> mergeGates() {
        Map<Expr, List<Map<Expr, Integer>>> byCondition = new LinkedHashMap<>();
        for (Map<Expr, Integer> powers : coefficients.keySet()) {
            List<Expr> gates = powers.keySet().stream().filter(Algebra::isGate).toList();
            if (gates.size() == 1 && Objects.requireNonNull(powers.get(gates.getFirst())) == 1) {
                byCondition.computeIfAbsent(gates.getFirst().argument(0), _ -> new ArrayList<>()).add(powers);
            }
        }
        byCondition.values().removeIf(terms -> terms.size() < 2);
        return Trampoline.fold(byCondition.entrySet().iterator(), this, (_, entry) -> merge(entry.getKey(), entry.getValue()));
    }

    private Trampoline<Terms> merge(Expr condition, List<Map<Expr, Integer>> gated) {
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
        Axes all = axes;
        return then.summed(all).then(a -> otherwise.summed(all).map(b -> {
            add(algebra.where(condition, a, b, all), 1);
            return this;
        }));
    }

    /** Adds a sum, every summand multiplied by the same factors; with other factors it stays a sum. */
    private void addAll(Expr sum, double sign, Map<Expr, Integer> others) {
        Graph.descend(new Summand(sum, 1), summand -> {
            List<Summand> parts = others.isEmpty() ? summand.parts() : List.of();
            if (parts.isEmpty()) {
                Factors factors = new Factors(algebra, 1, others);
                factors.multiply(summand.value(), 1);
                coefficients.merge(factors.powers(), summand.sign() * sign * factors.coefficient(), Double::sum);
            }
            return parts;
        });
    }

    private Trampoline<Expr> horner(List<Factors> terms) {
        if (terms.size() < 2) {
            return Trampoline.done(terms.isEmpty() ? algebra.constant(0) : terms.getFirst().product());
        }
        Expr variable = shared(terms);
        return variable == null ? Trampoline.done(plainSum(terms)) : Trampoline.call(() -> horner(terms, variable));
    }

    private Trampoline<Expr> horner(List<Factors> terms, Expr variable) {
        TreeMap<Integer, List<Factors>> byPower = new TreeMap<>(Comparator.reverseOrder());
        for (Factors term : terms) {
            Map<Expr, Integer> rest = new LinkedHashMap<>(term.powers());
            Integer power = rest.remove(variable);
            byPower.computeIfAbsent(power == null ? 0 : power, _ -> new ArrayList<>())
                    .add(new Factors(algebra, term.coefficient(), rest));
        }
        Reached start = new Reached(algebra.constant(0), byPower.firstKey());
        return Trampoline.fold(byPower.entrySet().iterator(), start, (reached, entry) -> {
            Expr sum = raised(reached.value(), variable, reached.power() - entry.getKey());
            return horner(entry.getValue()).map(more -> new Reached(algebra.add(sum, more), entry.getKey()));
        }).map(reached -> raised(reached.value(), variable, reached.power()));
    }

    /** What Horner's scheme has so far: a value that has yet to be multiplied by a power of the variable. */
    private record Reached(Expr value, int power) {}

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
        List<Summand> summands = new ArrayList<>();
        for (Factors term : terms) {
            Expr value = new Factors(algebra, Math.abs(term.coefficient()), term.powers()).product();
            summands.add(new Summand(value, term.coefficient() < 0 ? -1 : 1));
        }
        summands.sort(Comparator.<Summand>comparingInt(summand -> summand.value().axes().rank())
                .thenComparing(summand -> summand.value().axes().toString())
                .thenComparing(Summand::isNegative)
                .thenComparingInt(summand -> algebra.number(summand.value())));
        Expr result = algebra.constant(0);
        boolean negated = summands.getFirst().isNegative();
        for (Summand summand : summands) {
            if (summand.isNegative() == negated) {
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
