package org.deltaw.testkit.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.network.Input;
import org.deltaw.spi.network.Network;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.network.Presentation;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.testkit.ParameterRules;

/** A network that was built, with what it may read. */
final class BuiltNetwork {
    final NetworkFixture inputs;
    final List<Parameter> parameters;
    final Network network;

    /**
     * @param brings whether the data bring along what the network asks for before it reads it
     * @param widths how many values of it a step has
     */
    <S extends Record> BuiltNetwork(NetworkArchitecture<S> architecture, S settings, boolean brings, ToIntFunction<Input> widths) {
        this.inputs = new NetworkFixture(brings, widths);
        this.parameters = architecture.parameters(settings);
        this.network = architecture.build(settings, inputs, ParameterRules.bindings(parameters));
    }

    /** Lists what the network computes: next states, observables, and the signals and activities that rules see. */
    List<Expr> results() {
        return network.formulas();
    }

    /** Lists what others can notice of the network: next states, observables, and signals and conditions that it computes. */
    List<Expr> effects() {
        List<Expr> effects = new ArrayList<>(network.nextStates().values());
        effects.addAll(network.observables().values());
        presentations().forEach(shown -> {
            effects.addAll(shown.signals().values());
            effects.add(shown.condition());
        });
        return effects;
    }

    private List<Presentation> presentations() {
        return network.plastic().stream().flatMap(plastic -> plastic.presentations().stream()).toList();
    }

    List<Symbol> weights() {
        return network.plastic().stream().map(plastic -> NetworkFixture.symbol(plastic.group())).toList();
    }

    /** Lists all that it was given to read. */
    Set<Symbol> symbols() {
        Set<Symbol> symbols = new LinkedHashSet<>();
        symbols.addAll(inputs.inputsRead());
        parameters.forEach(parameter -> symbols.add(ParameterRules.symbol(parameter)));
        symbols.addAll(weights());
        inputs.groupsRead().forEach(group -> symbols.add(NetworkFixture.symbol(group)));
        inputs.statesRead().forEach(state -> symbols.add(NetworkFixture.symbol(state)));
        network.nextStates().keySet().forEach(state -> symbols.add(NetworkFixture.symbol(state)));
        return symbols;
    }

    Map<Symbol, double[]> draw(RandomGenerator random) {
        Map<Symbol, double[]> values = new HashMap<>();
        symbols().forEach(symbol -> values.put(symbol, random.doubles(symbol.entries(), -1, 1).toArray()));
        values.putAll(ParameterRules.values(parameters, random));
        return values;
    }

    /** Groups axes that stand for the same neurons: those of which one is renamed to the other. */
    Set<Set<Axis>> neurons() {
        Map<Axis, Set<Axis>> groups = new HashMap<>();
        for (Expr node : Graph.order(results())) {
            node.axes().forEach(axis -> groups.computeIfAbsent(axis, single -> new HashSet<>(Set.of(single))));
            if (node.op() instanceof Op.Rename(Axis from, Axis to)) {
                groups.computeIfAbsent(to, single -> new HashSet<>(Set.of(single)));
                Set<Axis> joined = Objects.requireNonNull(groups.get(from));
                joined.addAll(Objects.requireNonNull(groups.get(to)));
                joined.forEach(axis -> groups.put(axis, joined));
            }
        }
        return new HashSet<>(groups.values());
    }
}
