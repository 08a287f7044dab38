package org.deltaw.spi.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Expr;

/**
 * One step of a network as formulas; made by adding to {@link #empty}:
 *
 * <pre>{@code
 * Network.empty().plastic(synapses, rate, Presentation.of(x, y)).next(activity, y).shows(Observable.ACTIVITY, y)
 * }</pre>
 *
 * @param plastic the groups of synapses that a rule changes
 * @param nextStates the value of each neuron state after the step
 * @param observables what the network shows in the step
 */
public record Network(List<Plastic> plastic, Map<NeuronState, Expr> nextStates, Map<Observable, Expr> observables) {
    /**
     * A group of plastic synapses, and what its rule sees of a step. The rule is built for each presentation from the weights before
     * the step, and the changes are added.
     *
     * @param rate by which the rule's weight change is multiplied
     * @param presentations at least one
     */
    public record Plastic(SynapseGroup group, double rate, List<Presentation> presentations) {
        public Plastic {
            presentations = List.copyOf(presentations);
        }
    }

    public Network {
        plastic = List.copyOf(plastic);
        nextStates = Collections.unmodifiableMap(new LinkedHashMap<>(nextStates));
        observables = Collections.unmodifiableMap(new LinkedHashMap<>(observables));
    }

    /** Starts with a network that does nothing. */
    public static Network empty() {
        return new Network(List.of(), Map.of(), Map.of());
    }

    /** Adds plastic synapses with what their rule sees; usually one presentation. */
    public Network plastic(SynapseGroup group, double rate, Presentation... presentations) {
        return plastic(group, rate, List.of(presentations));
    }

    /** Adds plastic synapses with what their rule sees. */
    public Network plastic(SynapseGroup group, double rate, List<Presentation> presentations) {
        List<Plastic> all = new ArrayList<>(plastic);
        all.add(new Plastic(group, rate, presentations));
        return new Network(all, nextStates, observables);
    }

    /**
     * Adds the value of a neuron state after the step.
     *
     * @throws IllegalArgumentException if it is known already
     */
    public Network next(NeuronState state, Expr value) {
        return new Network(plastic, with(nextStates, state, value, "next value of state"), observables);
    }

    /**
     * Adds something that the network shows.
     *
     * @throws IllegalArgumentException if it is shown already
     */
    public Network shows(Observable observable, Expr value) {
        return new Network(plastic, nextStates, with(observables, observable, value, "value of observable"));
    }

    /** Lists all formulas: next values of states, observables, and what rules see. */
    public List<Expr> formulas() {
        List<Expr> formulas = new ArrayList<>(nextStates.values());
        formulas.addAll(observables.values());
        for (Plastic group : plastic) {
            for (Presentation shown : group.presentations()) {
                formulas.addAll(shown.signals().values());
                formulas.add(shown.pre());
                formulas.add(shown.post());
                formulas.add(shown.condition());
            }
        }
        return formulas;
    }

    private static <K> Map<K, Expr> with(Map<K, Expr> known, K key, Expr value, String what) {
        Map<K, Expr> all = new LinkedHashMap<>(known);
        if (all.putIfAbsent(key, value) != null) {
            throw new IllegalArgumentException("The " + what + " '" + key + "' is given twice.");
        }
        return all;
    }
}
