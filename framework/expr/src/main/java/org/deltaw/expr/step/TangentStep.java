package org.deltaw.expr.step;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Checker;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.differentiate.Forward;
import org.deltaw.expr.differentiate.Reverse;
import org.deltaw.expr.differentiate.Surrogates;
import org.deltaw.expr.simplify.Simplifier;

/**
 * The forward-mode derivative of one step along all parameters at once, and the curvature it yields.
 *
 * <p>Run along with the step itself, from tangents that are 0 before the first step. Added up over
 * the steps, {@code lossTangent} is the gradient and {@code curvature} is the generalised
 * Gauss-Newton matrix: the sum over outputs of JᵀHJ, with J the derivative of the outputs and H the
 * second derivative of the loss with respect to the outputs (Schraudolph, Neural Computation 14,
 * 2002, eq. 3). It is positive semidefinite for a loss convex in the outputs. Parameters that the loss
 * reads itself, such as the scale of its noise, count as outputs. No expression holds a surrogate.
 *
 * @param direction the axis of the parameters, laid out by {@link Layout}
 * @param transposed a second axis of that size, for the columns of the matrix
 * @param tangents of kind {@code TANGENT}, one for each state: the derivative of the state before the
 *     step, over the state's axes and then {@code direction}
 * @param nextTangents one for each state: the same after the step
 * @param lossTangent what this step adds to the gradient, over {@code direction}
 * @param curvature what this step adds to the matrix, over {@code direction} and {@code transposed}
 */
public record TangentStep(
        Axis direction, Axis transposed, List<Symbol> tangents, List<Expr> nextTangents, Expr lossTangent,
        Expr curvature) {
    public TangentStep {
        tangents = List.copyOf(tangents);
        nextTangents = List.copyOf(nextTangents);
    }

    /**
     * Differentiates a step along the given parameters.
     *
     * @throws IllegalArgumentException if there is no parameter
     */
    public static TangentStep of(StepGraph step, List<Symbol> parameters) {
        Layout layout = new Layout(parameters);
        Axis direction = new Axis(unusedName("parameter", step), layout.size());
        Axis transposed = direction.named(unusedName(direction.name() + "'", step));
        Map<Symbol, Expr> given = new HashMap<>();
        for (Symbol parameter : parameters) {
            given.put(parameter, Expr.of(
                    new Op.Indicator(direction, layout.offset(parameter), parameter.axes())));
        }
        List<Symbol> tangents = new ArrayList<>();
        for (Symbol state : step.states()) {
            List<Axis> axes = new ArrayList<>(state.axes());
            axes.add(direction);
            Symbol tangent = new Symbol(Symbol.Kind.TANGENT, state.name(), axes);
            tangents.add(tangent);
            given.put(state, tangent.read());
        }
        List<Expr> roots = new ArrayList<>(Forward.tangents(step.next(), given, direction));
        roots.add(lossTangent(step, given, direction));
        roots.add(curvature(step, parameters, given, direction, transposed));
        List<Expr> simple = Simplifier.simplify(Surrogates.replaced(roots));
        int states = tangents.size();
        Checker.checkGradient(tangents, simple.subList(0, states));
        return new TangentStep(direction, transposed, tangents, simple.subList(0, states), simple.get(states),
                simple.get(states + 1));
    }

    /** Finds a name that no axis of the step has. */
    static String unusedName(String wish, StepGraph step) {
        Set<String> used = new HashSet<>();
        for (Expr node : Graph.order(step.expressions())) {
            node.axes().forEach(axis -> used.add(axis.name()));
        }
        String name = wish;
        while (used.contains(name)) {
            name += "'";
        }
        return name;
    }

    private static Expr lossTangent(StepGraph step, Map<Symbol, Expr> given, Axis direction) {
        return Forward.tangents(List.of(step.inlinedLoss()), given, direction).getFirst();
    }

    private static Expr curvature(
            StepGraph step, List<Symbol> parameters, Map<Symbol, Expr> given, Axis direction, Axis transposed) {
        List<Symbol> outputs = step.outputs().stream().map(StepGraph.Output::symbol).toList();
        List<Expr> values = step.outputs().stream().map(StepGraph.Output::value).toList();
        List<Expr> outputTangents = new ArrayList<>(Forward.tangents(values, given, direction));
        Map<Symbol, Expr> alongOutputs = new HashMap<>();
        for (int i = 0; i < outputs.size(); i++) {
            alongOutputs.put(outputs.get(i), outputTangents.get(i));
        }
        List<Symbol> variables = new ArrayList<>(outputs);
        for (Symbol parameter : step.readByLoss(parameters)) {
            variables.add(parameter);
            outputTangents.add(Objects.requireNonNull(given.get(parameter)));
            alongOutputs.put(parameter, outputTangents.getLast());
        }
        List<Expr> slopes = Reverse.gradient(List.of(step.loss()), List.of(Expr.ONE), variables);
        List<Expr> slopeTangents = Forward.tangents(slopes, alongOutputs, direction);
        List<Expr> terms = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            Expr columns = slopeTangents.get(i).rename(direction, transposed);
            Expr product = Expr.outer(outputTangents.get(i), columns);
            terms.add(product.sum(Axes.of(variables.get(i).axes())));
        }
        Expr sum = Expr.sumOf(terms).broadcast(Axes.of(direction, transposed));
        return Graph.substitute(sum, step.outputValues());
    }
}
