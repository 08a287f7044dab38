package org.deltaw.spi;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.deltaw.expr.AdjointStep;
import org.deltaw.expr.Checker;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Layout;
import org.deltaw.expr.StepGraph;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.TangentStep;

/**
 * A model as graphs, ready to be executed: one step, and its derivatives in both modes.
 *
 * <p>A trajectory is run by repeating the step; its loss is the sum of the steps' losses. Vectors of
 * parameters are laid out by {@link #layout}.
 *
 * @param step one step
 * @param channels the symbols of kind {@code CHANNEL} that change from step to step
 * @param attributes the symbols of kind {@code ATTRIBUTE} that are fixed during a trajectory
 * @param parameters the fitted symbols of kind {@code PARAMETER}
 * @param adjoint the step's derivative in reverse mode
 * @param tangent the step's derivative in forward mode; empty if nothing is fitted
 */
public record Program(
        StepGraph step, List<Symbol> channels, List<Symbol> attributes, List<Symbol> parameters, AdjointStep adjoint,
        Optional<TangentStep> tangent) {
    public Program {
        channels = List.copyOf(channels);
        attributes = List.copyOf(attributes);
        parameters = List.copyOf(parameters);
    }

    /**
     * Simplifies and differentiates a step.
     *
     * @throws IllegalArgumentException if the step reads a symbol that is not listed
     */
    public static Program of(
            StepGraph step, List<Symbol> channels, List<Symbol> attributes, List<Symbol> parameters) {
        StepGraph simple = step.simplified();
        Program program = new Program(simple, channels, attributes, parameters, AdjointStep.of(simple, parameters),
                parameters.isEmpty() ? Optional.empty() : Optional.of(TangentStep.of(simple, parameters)));
        program.requireListed();
        return program;
    }

    /** Returns where each parameter's values lie in a vector of parameters, or a gradient. */
    public Layout layout() {
        return new Layout(parameters);
    }

    /** Lists the states that are carried from step to step. */
    public List<Symbol> states() {
        return step.states();
    }

    /** Lists all expressions a backend may have to compute. */
    public List<Expr> expressions() {
        List<Expr> all = new ArrayList<>(step.next());
        step.outputs().forEach(output -> all.add(output.value()));
        all.add(step.inlinedLoss());
        all.addAll(adjoint.stateAdjoints());
        all.addAll(adjoint.parameterGradients());
        tangent.ifPresent(forward -> {
            all.addAll(forward.nextTangents());
            all.add(forward.lossTangent());
            all.add(forward.curvature());
        });
        return all;
    }

    private void requireListed() {
        Checker.check(expressions(), EnumSet.complementOf(EnumSet.of(Symbol.Kind.OUTPUT)));
        for (Expr expression : expressions()) {
            for (Symbol symbol : expression.symbols()) {
                boolean listed = switch (symbol.kind()) {
                    case CHANNEL -> channels.contains(symbol);
                    case ATTRIBUTE -> attributes.contains(symbol);
                    case PARAMETER -> parameters.contains(symbol);
                    case STATE -> states().contains(symbol);
                    case ADJOINT -> adjoint.nextAdjoints().contains(symbol);
                    case TANGENT -> tangent.orElseThrow().tangents().contains(symbol);
                    case OUTPUT -> false;
                };
                if (!listed) {
                    throw new IllegalArgumentException("The step reads '" + symbol + "' of kind " + symbol.kind()
                            + ", which is not listed.");
                }
            }
        }
    }
}
