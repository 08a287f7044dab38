package org.deltaw.spi.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Expr;

/**
 * One step of a network as formulas; made by adding to {@link #empty}.
 *
 * @param plastic the groups of synapses that a rule changes
 * @param nextStates the value of each neuron state after the step
 * @param observables what the network shows in the step
 */
public record Network(List<Plastic> plastic, Map<NeuronState, Expr> nextStates, Map<Observable, Expr> observables) {
    /**
     * A group of plastic synapses, and the activities that its rule sees.
     *
     * @param pre over the group's axis {@code pre}
     * @param post over the group's axis {@code post}
     * @param rate by which the rule's weight change is multiplied
     */
    public record Plastic(SynapseGroup group, Expr pre, Expr post, double rate) {}

    public Network {
        plastic = List.copyOf(plastic);
        nextStates = Collections.unmodifiableMap(new LinkedHashMap<>(nextStates));
        observables = Collections.unmodifiableMap(new LinkedHashMap<>(observables));
    }

    /** Starts with a network that does nothing. */
    public static Network empty() {
        return new Network(List.of(), Map.of(), Map.of());
    }

    /** Adds plastic synapses with the activities that their rule sees. */
    public Network plastic(SynapseGroup group, Expr pre, Expr post, double rate) {
        List<Plastic> all = new ArrayList<>(plastic);
        all.add(new Plastic(group, pre, post, rate));
        return new Network(all, nextStates, observables);
    }

    /** Adds the value of a neuron state after the step. */
    public Network next(NeuronState state, Expr value) {
        Map<NeuronState, Expr> all = new LinkedHashMap<>(nextStates);
        all.put(state, value);
        return new Network(plastic, all, observables);
    }

    /** Adds something that the network shows. */
    public Network shows(Observable observable, Expr value) {
        Map<Observable, Expr> all = new LinkedHashMap<>(observables);
        all.put(observable, value);
        return new Network(plastic, nextStates, all);
    }
}
