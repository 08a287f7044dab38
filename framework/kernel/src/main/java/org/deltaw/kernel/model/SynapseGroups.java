package org.deltaw.kernel.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.Layout;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.network.Connectivity;
import org.deltaw.spi.network.SynapseGroup;
import org.deltaw.spi.parameter.Parameter;

/**
 * The synapses of a network as a program reads them: which of them there are, and where their weights start.
 *
 * <p>Missing synapses: a weight is read times a pattern of 0 and 1, an array that is never fitted.
 *
 * <p>Fitted initial weights: a program then carries how far weights have moved from where they started, which is
 * 0 before the first step, and reads a weight as that plus a parameter. So no backend needs to know of it, and
 * both modes of differentiation give its derivatives.
 */
final class SynapseGroups {
    private static final String INITIAL = ".initial";
    private static final String CHANGE = ".change";

    private final ParameterTable parameters;
    private final Seed seed;
    private final ExtensionId owner;
    private final ParameterChoices choices;
    private final Map<Symbol, Expr> connections = new LinkedHashMap<>();
    private final Map<Symbol, double[]> patterns = new LinkedHashMap<>();
    private final Map<Symbol, Symbol> starts = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();

    /**
     * @param parameters where patterns and initial weights are added
     * @param seed from which patterns are drawn
     * @param owner the network
     * @param choices those of the user that are about initial weights
     */
    SynapseGroups(ParameterTable parameters, Seed seed, ExtensionId owner, ParameterChoices choices) {
        this.parameters = parameters;
        this.seed = seed;
        this.owner = owner;
        this.choices = choices;
    }

    /** Tells whether a parameter's name is that of a group's initial weights. */
    static boolean isInitial(String name) {
        return name.endsWith(INITIAL);
    }

    /** Returns the state that a program carries for a group: its weights, or how far they have moved. */
    Symbol symbol(SynapseGroup group) {
        boolean moved = choices.fitted().contains(group.name() + INITIAL);
        return new Symbol(Symbol.Kind.STATE, group.name() + (moved ? CHANGE : ""), group.axes());
    }

    /** Names what a simulation shows of a state: of weights that have moved, the weights. */
    String shownName(Symbol state) {
        return startsFitted(state) ? state.name().substring(0, state.name().length() - CHANGE.length()) : state.name();
    }

    /** Reads 1 where there is a synapse, else 0; the constant 1 if none is missing. */
    Expr connections(SynapseGroup group) {
        return connections.computeIfAbsent(symbol(group), state -> pattern(group, state));
    }

    private Expr pattern(SynapseGroup group, Symbol state) {
        Connectivity connectivity = group.connectivity();
        if (connectivity.isComplete()) {
            return Expr.ONE;
        }
        double[] pattern = connectivity.draw(group.pre().size(), group.post().size(), seed.child(group.name()).generator());
        int present = 0;
        for (double synapse : pattern) {
            present += (int) synapse;
        }
        if (present == 0) {
            throw new InvalidSpecException("None of the " + pattern.length + " possible synapses of '" + group.name()
                    + "' is there, at a probability of " + connectivity.probability()
                    + "; choose a larger one, more neurons, or another seed.");
        }
        patterns.put(state, pattern);
        return parameters.addGiven(ParameterTable.NETWORK, group.name() + ".connections", group.axes(), pattern);
    }

    /** Reads the weights of a group; 0 where there is no synapse. */
    Expr weights(SynapseGroup group) {
        Expr weights = symbol(group).read();
        String name = group.name() + INITIAL;
        names.add(name);
        return present(group, choices.fitted().contains(name) ? weights.plus(start(name, group).read()) : weights);
    }

    /** Makes a value over all pairs of neurons 0 where there is no synapse. */
    Expr present(SynapseGroup group, Expr value) {
        Expr present = connections(group);
        return present.isConstant(1) ? value : value.times(present);
    }

    private Symbol start(String name, SynapseGroup group) {
        Symbol known = starts.get(symbol(group));
        return known == null ? addStart(name, group) : known;
    }

    private Symbol addStart(String name, SynapseGroup group) {
        Parameter parameter = Parameter.array(name, group.axes(), group.initial());
        parameters.add(ParameterTable.NETWORK, owner, List.of(parameter), choices.only(name::equals));
        ParameterTable.Entry entry = parameters.entries().getLast();
        // A synapse that is not there has no derivative, so its entry stays where it starts. The pattern must be drawn.
        connections(group);
        double[] pattern = patterns.get(symbol(group));
        if (pattern != null) {
            parameters.restrict(entry, pattern);
        }
        starts.put(symbol(group), entry.symbol());
        return entry.symbol();
    }

    /**
     * Requires every choice to be about the initial weights of a group that was read.
     *
     * @throws InvalidSpecException if one is not
     */
    void requireKnown() {
        for (String name : choices.fitted()) {
            if (!names.contains(name)) {
                throw new InvalidSpecException("fitted", "'" + name + "' is no parameter here; the initial weights that "
                        + "can be fitted are " + String.join(", ", names.stream().sorted().toList()) + ".");
            }
        }
        List<String> others = new ArrayList<>(choices.fixed());
        others.addAll(choices.initial().keySet());
        others.addAll(choices.bounds().keySet());
        others.addAll(choices.scope().keySet());
        for (String name : others) {
            if (!choices.fitted().contains(name)) {
                throw new InvalidSpecException("'" + name + "' can be chosen only if it is fitted; add it to "
                        + "fitted, or leave it out.");
            }
        }
    }

    /** Tells whether a program carries how far the weights of a group have moved, and not the weights. */
    boolean startsFitted(Symbol state) {
        return starts.containsKey(state);
    }

    /** Puts 0 where there is no synapse. */
    void keepPresent(Symbol state, double[] weights) {
        double[] pattern = patterns.get(state);
        if (pattern == null) {
            return;
        }
        for (int i = 0; i < weights.length; i++) {
            if (pattern[i % pattern.length] == 0) {
                weights[i] = 0;
            }
        }
    }

    /**
     * Returns a simulation that shows weights where the program's shows how far they have moved.
     *
     * @param states of the program
     * @param layout of the vector of parameters
     */
    Simulation shown(Simulation simulation, List<Symbol> states, Layout layout, double[] vector) {
        if (starts.isEmpty()) {
            return simulation;
        }
        List<double[]> shown = new ArrayList<>(simulation.states());
        for (int s = 0; s < shown.size(); s++) {
            Symbol start = starts.get(states.get(s));
            if (start != null) {
                double[] weights = shown.get(s).clone();
                for (int i = 0; i < weights.length; i++) {
                    weights[i] += vector[layout.offset(start) + i % start.entries()];
                }
                keepPresent(states.get(s), weights);
                shown.set(s, weights);
            }
        }
        return new Simulation(simulation.outputs(), shown, simulation.losses());
    }
}
