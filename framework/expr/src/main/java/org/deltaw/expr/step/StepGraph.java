package org.deltaw.expr.step;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Checker;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.differentiate.Surrogates;
import org.deltaw.expr.simplify.Simplifier;

/**
 * One step of a model: from the states before the step to those after it, with what the network
 * shows and what the step costs.
 *
 * @param states symbols of kind {@code STATE}
 * @param next the value of each state after the step, over the state's axes
 * @param outputs what the network shows in the step
 * @param loss the cost of the step, without axes; may read the outputs' symbols
 */
public record StepGraph(List<Symbol> states, List<Expr> next, List<Output> outputs, Expr loss) {
    private static final Set<Symbol.Kind> STEP = EnumSet.of(
            Symbol.Kind.CHANNEL, Symbol.Kind.ATTRIBUTE, Symbol.Kind.STATE, Symbol.Kind.PARAMETER);

    /**
     * What the network shows under one name.
     *
     * @param symbol of kind {@code OUTPUT}: stands for the value where a loss is written
     * @param value the expression, over the symbol's axes
     */
    public record Output(Symbol symbol, Expr value) {
        public Output {
            Checker.requireAxes("output '" + symbol + "'", value, Axes.of(symbol.axes()));
        }
    }

    /**
     * @throws IllegalArgumentException if an expression does not have the axes it should have, or reads
     *     a symbol that a step does not know
     */
    public StepGraph {
        states = List.copyOf(states);
        next = List.copyOf(next);
        outputs = List.copyOf(outputs);
        check(states, next, outputs, loss);
    }

    /** Returns the cost of the step with the outputs written out. */
    public Expr inlinedLoss() {
        return Graph.substitute(loss, outputValues());
    }

    /** Returns the same step in simplified form. */
    public StepGraph simplified() {
        return with(Simplifier.simplify(expressions()));
    }

    /**
     * Returns the same step with each surrogate replaced by its value, to be executed; the very same if it has none. Its
     * derivatives are made from this step, not from that.
     */
    public StepGraph withoutSurrogates() {
        List<Expr> replaced = Surrogates.replaced(expressions());
        return replaced.equals(expressions()) ? this : with(replaced);
    }

    /** Returns this step with others in place of its {@link #expressions}. */
    private StepGraph with(List<Expr> others) {
        List<Output> otherOutputs = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            otherOutputs.add(new Output(outputs.get(i).symbol(), others.get(next.size() + i)));
        }
        return new StepGraph(states, others.subList(0, next.size()), otherOutputs, others.getLast());
    }

    /** Lists the next values, the outputs' values, and the loss. */
    List<Expr> expressions() {
        List<Expr> all = new ArrayList<>(next);
        outputs.forEach(output -> all.add(output.value()));
        all.add(loss);
        return all;
    }

    /** Lists those of the given parameters that the cost reads itself, and not through outputs. */
    List<Symbol> readByLoss(List<Symbol> parameters) {
        Set<Symbol> read = new HashSet<>(loss.symbols());
        return parameters.stream().filter(read::contains).toList();
    }

    Map<Symbol, Expr> outputValues() {
        Map<Symbol, Expr> values = new HashMap<>();
        outputs.forEach(output -> values.put(output.symbol(), output.value()));
        return values;
    }

    private static void check(List<Symbol> states, List<Expr> next, List<Output> outputs, Expr loss) {
        if (states.size() != next.size() || new HashSet<>(states).size() != states.size()) {
            throw new IllegalArgumentException("A step needs one next value for each of its states " + states
                    + ", found " + next.size() + ".");
        }
        for (int i = 0; i < states.size(); i++) {
            Checker.requireAxes("next value of state '" + states.get(i) + "'", next.get(i), Axes.of(states.get(i).axes()));
        }
        Checker.requireAxes("loss of a step", loss, Axes.NONE);
        List<Expr> values = outputs.stream().map(Output::value).toList();
        Checker.check(values, STEP);
        Checker.check(next, STEP);
        EnumSet<Symbol.Kind> withOutputs = EnumSet.copyOf(STEP);
        withOutputs.add(Symbol.Kind.OUTPUT);
        Checker.check(List.of(loss), withOutputs);
        List<Symbol> known = outputs.stream().map(Output::symbol).toList();
        for (Symbol symbol : loss.symbols()) {
            if (symbol.kind() == Symbol.Kind.OUTPUT && !known.contains(symbol)) {
                throw new IllegalArgumentException("The loss reads output '" + symbol
                        + "', which the network does not have; it has " + known + ".");
            }
        }
    }
}
