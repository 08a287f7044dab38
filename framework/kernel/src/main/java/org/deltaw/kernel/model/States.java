package org.deltaw.kernel.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.Seed;
import org.deltaw.spi.network.NeuronState;
import org.deltaw.spi.network.SynapseGroup;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.rule.Trace;

/** The states of a program in the order in which they were added: what becomes of each, and how it starts. */
final class States {
    private final Map<Symbol, Expr> next = new LinkedHashMap<>();
    private final Map<Symbol, Initial> initials = new LinkedHashMap<>();
    private final Map<Symbol, Initial> returning = new LinkedHashMap<>();
    private final List<Symbol> weights = new ArrayList<>();
    private final List<Symbol> traces = new ArrayList<>();

    /** Adds what neurons carry. */
    void addNeurons(ExtensionId network, NeuronState state, Expr value) {
        Symbol symbol = NetworkView.stateSymbol(state);
        add(network, "state '" + state + "'", symbol, value, state.initial());
        if (!state.carriedOver()) {
            returning.put(symbol, state.initial());
        }
    }

    /** Adds plastic weights, or how far they have moved. */
    void addWeights(ExtensionId network, SynapseGroup group, Symbol symbol, Expr value) {
        add(network, "group of synapses '" + group + "'", symbol, value, group.initial());
        weights.add(symbol);
    }

    /** Adds what a rule remembers. */
    void addTrace(ExtensionId rule, Trace trace, Symbol symbol, Expr value) {
        add(rule, "trace '" + trace + "'", symbol, value, trace.initial());
        returning.put(symbol, trace.initial());
        traces.add(symbol);
    }

    private void add(ExtensionId owner, String what, Symbol symbol, Expr value, Initial initial) {
        ContractChecks.requireAxes(owner, "next value of " + what, value, Axes.of(symbol.axes()));
        if (next.keySet().stream().anyMatch(other -> other.name().equals(symbol.name()))) {
            throw new BrokenExtensionException(owner, "its " + what + " would be the second state named '" + symbol
                    + "'; choose another name.");
        }
        double start = initial.draw(new Seed(0).generator());
        if (!Double.isFinite(start)) {
            throw new BrokenExtensionException(owner, "its " + what + " starts at " + start + "; expected a finite number.");
        }
        next.put(symbol, value);
        initials.put(symbol, initial);
    }

    List<Symbol> symbols() {
        return List.copyOf(next.keySet());
    }

    /** Lists the values after a step, in the order of the symbols. */
    List<Expr> next() {
        return List.copyOf(next.values());
    }

    Map<Symbol, Initial> initials() {
        return Collections.unmodifiableMap(initials);
    }

    /** Returns the states that return to their initial values where a session begins, with these values. */
    Map<Symbol, Initial> returning() {
        return Collections.unmodifiableMap(returning);
    }

    List<Symbol> weights() {
        return List.copyOf(weights);
    }

    List<Symbol> traces() {
        return List.copyOf(traces);
    }
}
