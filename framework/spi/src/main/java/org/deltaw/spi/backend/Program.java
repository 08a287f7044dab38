package org.deltaw.spi.backend;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.deltaw.expr.Checker;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Structure;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.AdjointStep;
import org.deltaw.expr.step.Layout;
import org.deltaw.expr.step.PackedTangentStep;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.expr.step.TangentStep;
import org.jspecify.annotations.Nullable;

/**
 * A model as graphs, ready to be executed: one step, and its derivatives in both modes.
 *
 * <p>A trajectory is run by repeating the step; its loss is the sum of the steps' losses. Vectors of
 * parameters are laid out by {@link #layout}.
 *
 * <p>All derivatives have been, or will be, made from the step as it was given. What is handed out is to be executed:
 * it holds no {@link org.deltaw.expr.BinaryFunction#SURROGATE}, which matters to derivatives alone.
 *
 * <p>Immutable and thread-safe. The derivative in forward mode is made when it is first asked for, since many backends
 * and most training need none.
 */
public final class Program {
    private final StepGraph differentiated;
    private final StepGraph step;
    private final List<Symbol> channels;
    private final List<Symbol> attributes;
    private final List<Symbol> parameters;
    private final AdjointStep adjoint;
    private @Nullable TangentStep tangent;
    private @Nullable String structure;

    /**
     * Differentiates a step as it is.
     *
     * @param step one step
     * @param channels the symbols of kind {@code CHANNEL} that change from step to step
     * @param attributes the symbols of kind {@code ATTRIBUTE} that are fixed during a trajectory
     * @param parameters the fitted symbols of kind {@code PARAMETER}
     * @throws IllegalArgumentException if the step reads a symbol that is not listed
     */
    public Program(StepGraph step, List<Symbol> channels, List<Symbol> attributes, List<Symbol> parameters) {
        this(step, step.withoutSurrogates(), channels, attributes, parameters);
    }

    private Program(
            StepGraph differentiated, StepGraph step, List<Symbol> channels, List<Symbol> attributes, List<Symbol> parameters) {
        this.differentiated = differentiated;
        this.step = step;
        this.channels = List.copyOf(channels);
        this.attributes = List.copyOf(attributes);
        this.parameters = List.copyOf(parameters);
        this.adjoint = AdjointStep.of(differentiated, this.parameters);
        requireListed();
    }

    /**
     * Simplifies a step, and differentiates it.
     *
     * @throws IllegalArgumentException if the step reads a symbol that is not listed
     */
    public static Program of(
            StepGraph step, List<Symbol> channels, List<Symbol> attributes, List<Symbol> parameters) {
        StepGraph simple = step.simplified();
        StepGraph executed = simple.withoutSurrogates();
        return new Program(simple, executed.equals(simple) ? simple : executed.simplified(), channels, attributes, parameters);
    }

    /** Returns one step. */
    public StepGraph step() {
        return step;
    }

    /** Lists the symbols of kind {@code CHANNEL} that change from step to step. */
    public List<Symbol> channels() {
        return channels;
    }

    /** Lists the symbols of kind {@code ATTRIBUTE} that are fixed during a trajectory. */
    public List<Symbol> attributes() {
        return attributes;
    }

    /** Lists the fitted symbols of kind {@code PARAMETER}. */
    public List<Symbol> parameters() {
        return parameters;
    }

    /** Returns the step's derivative in reverse mode. */
    public AdjointStep adjoint() {
        return adjoint;
    }

    /** Returns the step's derivative in forward mode; empty if nothing is fitted. */
    public synchronized Optional<TangentStep> tangent() {
        if (tangent == null && !parameters.isEmpty()) {
            tangent = TangentStep.of(differentiated, parameters);
        }
        return Optional.ofNullable(tangent);
    }

    /** Makes the derivative in forward mode in the form that is less work for many synapses; empty if nothing is fitted. */
    public Optional<PackedTangentStep> packedTangent() {
        return parameters.isEmpty() ? Optional.empty() : Optional.of(PackedTangentStep.of(differentiated, parameters));
    }

    /** Returns where each parameter's values lie in a vector of parameters, or a gradient. */
    public Layout layout() {
        return new Layout(parameters);
    }

    /** Lists the states that are carried from step to step. */
    public List<Symbol> states() {
        return step.states();
    }

    /**
     * Returns a digest of the model, the same for programs of which one can stand for the other: with the same step and derivatives, and
     * the same symbols in the same order. It tells nothing of data, nor of the values of parameters.
     */
    public synchronized String structure() {
        if (structure == null) {
            List<Expr> roots = new ArrayList<>(differentiated.next());
            differentiated.outputs().forEach(output -> roots.addAll(List.of(output.symbol().read(), output.value())));
            roots.add(differentiated.inlinedLoss());
            for (List<Symbol> symbols : List.of(states(), channels, attributes, parameters)) {
                roots.add(Expr.constant(symbols.size()));
                symbols.forEach(symbol -> roots.add(symbol.read()));
            }
            structure = Structure.digest(roots);
        }
        return structure;
    }

    /** Lists all expressions a backend may have to compute, those of forward mode last. */
    public List<Expr> expressions() {
        List<Expr> all = new ArrayList<>(reverseMode());
        tangent().ifPresent(forward -> {
            all.addAll(forward.nextTangents());
            all.add(forward.lossTangent());
            all.add(forward.curvature());
        });
        return all;
    }

    private List<Expr> reverseMode() {
        List<Expr> all = new ArrayList<>(step.next());
        step.outputs().forEach(output -> all.add(output.value()));
        all.add(step.inlinedLoss());
        all.addAll(adjoint.stateAdjoints());
        all.addAll(adjoint.parameterGradients());
        return all;
    }

    /** Forward mode reads what the others read, and its own tangents. */
    private void requireListed() {
        List<Expr> expressions = reverseMode();
        Checker.check(expressions, EnumSet.complementOf(EnumSet.of(Symbol.Kind.OUTPUT)));
        for (Expr expression : expressions) {
            for (Symbol symbol : expression.symbols()) {
                boolean listed = switch (symbol.kind()) {
                    case CHANNEL -> channels.contains(symbol);
                    case ATTRIBUTE -> attributes.contains(symbol);
                    case PARAMETER -> parameters.contains(symbol);
                    case STATE -> states().contains(symbol);
                    case ADJOINT -> adjoint.nextAdjoints().contains(symbol);
                    case TANGENT, OUTPUT -> false;
                };
                if (!listed) {
                    throw new IllegalArgumentException("The step reads '" + symbol + "' of kind " + symbol.kind()
                            + ", which is not listed.");
                }
            }
        }
    }
}
