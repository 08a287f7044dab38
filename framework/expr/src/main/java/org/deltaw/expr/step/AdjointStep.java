package org.deltaw.expr.step;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.expr.Checker;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.differentiate.Reverse;
import org.deltaw.expr.differentiate.Surrogates;
import org.deltaw.expr.simplify.Simplifier;

/**
 * The reverse-mode derivative of one step. Run from the last step to the first, it turns the adjoints
 * of the states after a step into those before it, and yields the step's share of the gradient.
 *
 * <p>Its expressions read the channels, attributes, parameters and states of the step as they were
 * <em>before</em> it, and the symbols {@code nextAdjoints}. They are ready to be executed: none holds a surrogate.
 *
 * @param nextAdjoints of kind {@code ADJOINT}, one for each state: the derivative of the loss of all
 *     later steps with respect to the state after this step
 * @param stateAdjoints one for each state: the same with respect to the state before this step, this
 *     step's loss included
 * @param parameterGradients one for each parameter: what this step adds to the gradient
 */
public record AdjointStep(List<Symbol> nextAdjoints, List<Expr> stateAdjoints, List<Expr> parameterGradients) {
    public AdjointStep {
        nextAdjoints = List.copyOf(nextAdjoints);
        stateAdjoints = List.copyOf(stateAdjoints);
        parameterGradients = List.copyOf(parameterGradients);
    }

    /** Differentiates a step with respect to its states and the given parameters. */
    public static AdjointStep of(StepGraph step, List<Symbol> parameters) {
        List<Symbol> adjoints = step.states().stream()
                .map(state -> new Symbol(Symbol.Kind.ADJOINT, state.name(), state.axes()))
                .toList();
        List<Expr> outputs = new ArrayList<>(step.next());
        outputs.add(step.inlinedLoss());
        List<Expr> seeds = new ArrayList<>(adjoints.stream().map(Symbol::read).toList());
        seeds.add(Expr.ONE);
        List<Symbol> symbols = new ArrayList<>(step.states());
        symbols.addAll(parameters);
        List<Expr> gradient = Simplifier.simplify(Surrogates.replaced(Reverse.gradient(outputs, seeds, symbols)));
        Checker.checkGradient(symbols, gradient);
        int states = step.states().size();
        return new AdjointStep(adjoints, gradient.subList(0, states), gradient.subList(states, gradient.size()));
    }
}
