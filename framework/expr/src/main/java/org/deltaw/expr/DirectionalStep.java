package org.deltaw.expr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The forward-mode derivative of one step with expressions of its own for each parameter: what {@link
 * TangentStep} says with one more axis.
 *
 * <p>All that is known of a direction is put in. Along the coefficient of {@code x*w^2}, the derivative of a
 * rule with respect to its parameters is just {@code x*w^2}; the derivatives with respect to weights and
 * activities are the same for all directions and computed once. For few parameters that are numbers and many
 * synapses it is several times less work than an axis of parameters.
 *
 * @param tangents for each parameter, one symbol of kind {@code TANGENT} for each state: the derivative of the
 *     state before the step
 * @param next the same after the step
 * @param curvature the upper triangle of what this step adds to the matrix of {@link TangentStep}: for each row
 *     its entries from the diagonal on
 */
public record DirectionalStep(
        List<List<Symbol>> tangents, List<List<Expr>> next, List<List<Expr>> curvature) {
    public DirectionalStep {
        tangents = tangents.stream().map(List::copyOf).toList();
        next = next.stream().map(List::copyOf).toList();
        curvature = curvature.stream().map(List::copyOf).toList();
    }

    /** Tells whether all parameters are single numbers, which is what this form is for. */
    public static boolean suits(List<Symbol> parameters) {
        return !parameters.isEmpty() && parameters.stream().allMatch(parameter -> parameter.axes().isEmpty());
    }

    /**
     * Differentiates a step along the given parameters.
     *
     * @throws IllegalArgumentException if a parameter has axes, or there is none
     */
    public static DirectionalStep of(StepGraph step, List<Symbol> parameters) {
        if (!suits(parameters)) {
            throw new IllegalArgumentException("Expected parameters without axes, found " + parameters + ".");
        }
        return new Builder(step, parameters).build();
    }

    private static final class Builder {
        private final StepGraph step;
        private final List<Symbol> parameters;
        private final Map<Expr, Map<Expr, Expr>> partials = new IdentityHashMap<>();

        Builder(StepGraph step, List<Symbol> parameters) {
            this.step = step;
            this.parameters = parameters;
        }

        DirectionalStep build() {
            List<Expr> expressions = new Interner().intern(step.expressions());
            int states = step.states().size();
            int outputs = step.outputs().size();
            List<List<Symbol>> tangents = parameters.stream().map(this::tangents).toList();
            List<Expr> all = new ArrayList<>();
            List<List<Expr>> shown = new ArrayList<>();
            for (int i = 0; i < parameters.size(); i++) {
                Along along = new Along(given(parameters.get(i), tangents.get(i)));
                expressions.subList(0, states).forEach(value -> all.add(along.tangent(value)));
                shown.add(expressions.subList(states, states + outputs).stream().map(along::tangent).toList());
            }
            all.addAll(curvature(shown));
            return cut(tangents, Simplifier.simplify(all));
        }

        private List<Symbol> tangents(Symbol parameter) {
            return step.states().stream().map(state -> new Symbol(
                    Symbol.Kind.TANGENT, state.name() + " along " + parameter.name(), state.axes())).toList();
        }

        private Map<Symbol, Expr> given(Symbol parameter, List<Symbol> tangents) {
            Map<Symbol, Expr> given = new HashMap<>();
            given.put(parameter, Expr.ONE);
            for (int i = 0; i < tangents.size(); i++) {
                given.put(step.states().get(i), tangents.get(i).read());
            }
            return given;
        }

        /** Multiplies the derivatives of outputs with those of the loss's slopes, row by row. */
        private List<Expr> curvature(List<List<Expr>> shown) {
            List<Symbol> outputs = step.outputs().stream().map(StepGraph.Output::symbol).toList();
            List<Expr> slopes = new Interner().intern(Reverse.gradient(List.of(step.loss()), List.of(Expr.ONE), outputs));
            List<List<Expr>> columns = new ArrayList<>();
            for (List<Expr> tangents : shown) {
                Map<Symbol, Expr> given = new HashMap<>();
                for (int i = 0; i < outputs.size(); i++) {
                    given.put(outputs.get(i), tangents.get(i));
                }
                Along along = new Along(given);
                columns.add(slopes.stream().map(along::tangent).toList());
            }
            List<Expr> entries = new ArrayList<>();
            for (int row = 0; row < shown.size(); row++) {
                for (int column = row; column < shown.size(); column++) {
                    List<Expr> terms = new ArrayList<>();
                    for (int i = 0; i < outputs.size(); i++) {
                        Expr product = shown.get(row).get(i).times(columns.get(column).get(i));
                        terms.add(product.sum(Axes.of(outputs.get(i).axes())));
                    }
                    entries.add(Expr.sumOf(terms));
                }
            }
            return Graph.substitute(entries, step.outputValues());
        }

        private DirectionalStep cut(List<List<Symbol>> tangents, List<Expr> simple) {
            int states = step.states().size();
            List<List<Expr>> next = new ArrayList<>();
            List<List<Expr>> curvature = new ArrayList<>();
            int position = 0;
            for (int i = 0; i < parameters.size(); i++, position += states) {
                next.add(simple.subList(position, position + states));
                Checker.checkGradient(tangents.get(i), next.get(i));
            }
            for (int row = 0; row < parameters.size(); row++) {
                int length = parameters.size() - row;
                curvature.add(simple.subList(position, position + length));
                position += length;
            }
            return new DirectionalStep(tangents, next, curvature);
        }

        /** Derivatives along one direction. */
        private final class Along {
            private final Map<Symbol, Expr> given;
            private final Map<Expr, Expr> done = new IdentityHashMap<>();

            Along(Map<Symbol, Expr> given) {
                this.given = given;
            }

            Expr tangent(Expr root) {
                for (Expr node : Graph.order(List.of(root))) {
                    if (isLeaf(node)) {
                        done.computeIfAbsent(node, this::ofLeaf);
                    }
                }
                return combined(root);
            }

            private static boolean isLeaf(Expr node) {
                return node.op() instanceof Op.Input || node.op() instanceof Op.Sum || node.op() instanceof Op.Rename;
            }

            private Expr ofLeaf(Expr leaf) {
                return switch (leaf.op()) {
                    case Op.Input(Symbol symbol) -> given.getOrDefault(symbol, Expr.ZERO);
                    case Op.Sum(Axis axis) -> {
                        Expr inner = combined(leaf.argument(0));
                        yield isZero(inner) ? Expr.ZERO : inner.sum(axis);
                    }
                    case Op.Rename(Axis from, Axis to) -> {
                        Expr inner = combined(leaf.argument(0));
                        yield isZero(inner) ? Expr.ZERO : inner.rename(from, to);
                    }
                    default -> throw new IllegalStateException("'" + leaf.op().word() + "' is not a leaf.");
                };
            }

            private Expr combined(Expr root) {
                List<Expr> terms = new ArrayList<>();
                partials.computeIfAbsent(root, LeafPartials::of).forEach((leaf, partial) -> {
                    Expr tangent = done.get(leaf);
                    if (!isZero(tangent)) {
                        terms.add(partial.times(tangent));
                    }
                });
                return (terms.isEmpty() ? Expr.ZERO : Expr.sumOf(terms)).broadcast(root.axes());
            }

            private static boolean isZero(Expr value) {
                return Algebra.isZero(value);
            }
        }
    }
}
