package org.deltaw.testkit.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Signal;
import org.deltaw.spi.rule.Trace;
import org.deltaw.testkit.ParameterRules;

/** A rule that was built for synapses of some shape, with what it may read there. */
final class BuiltRule {
    final SynapseFixture synapse;
    final List<Parameter> parameters;
    final Plasticity plasticity;
    private final List<Signal> signals;

    private BuiltRule(
            SynapseFixture synapse, List<Parameter> parameters, Plasticity plasticity, List<Signal> signals) {
        this.synapse = synapse;
        this.parameters = parameters;
        this.plasticity = plasticity;
        this.signals = signals;
    }

    static <S extends Record> BuiltRule of(RuleFamily<S> family, S settings, Axis pre, Axis post,
            List<Signal> signals) {
        SynapseFixture synapse = new SynapseFixture(pre, post, signals);
        List<Parameter> parameters = family.parameters(settings);
        Plasticity plasticity = family.plasticity(settings, synapse, ParameterRules.bindings(parameters));
        return new BuiltRule(synapse, parameters, plasticity, signals);
    }

    /** Lists the weight change and the traces' next values, over all axes they should have. */
    List<Expr> results() {
        List<Expr> results = new ArrayList<>();
        results.add(plasticity.weightChange().broadcast(Axes.of(synapse.preAxis(), synapse.postAxis())));
        traces().forEach(trace -> results.add(plasticity.traces().get(trace)));
        return results;
    }

    /** Lists the traces in the order of their names. */
    List<Trace> traces() {
        return plasticity.traces().keySet().stream().sorted(Comparator.comparing(Trace::name)).toList();
    }

    /** Lists all symbols that stand for something in the rule's formulas. */
    Set<Symbol> symbols() {
        Set<Symbol> symbols = new LinkedHashSet<>();
        parameters.forEach(parameter -> symbols.add(ParameterRules.symbol(parameter)));
        symbols.addAll(List.of(symbol(synapse.pre()), symbol(synapse.post()), symbol(synapse.weight())));
        signals.forEach(signal -> symbols.add(synapse.symbol(signal)));
        symbols.addAll(synapse.tracesRead().values());
        return symbols;
    }

    private static Symbol symbol(Expr read) {
        return read.symbols().getFirst();
    }

    /** Draws values for all symbols. */
    Map<Symbol, double[]> draw(RandomGenerator random) {
        Map<Symbol, double[]> values = new HashMap<>();
        symbols().forEach(symbol -> values.put(symbol, random.doubles(symbol.entries(), -1, 1).toArray()));
        values.putAll(ParameterRules.values(parameters, random));
        return values;
    }

    /**
     * Computes all results for the values of a rule of the same shape under other names of the axes.
     *
     * @return each result in the order (pre, post)
     */
    List<double[]> evaluate(Map<String, double[]> valuesByName) {
        Interpreter interpreter = new Interpreter(results());
        symbols().forEach(symbol -> interpreter.set(symbol, Objects.requireNonNull(valuesByName.get(key(symbol))), 0));
        List<double[]> arrays = new ArrayList<>();
        for (int i = 0; i < results().size(); i++) {
            List<Axis> order = new ArrayList<>(List.of(synapse.preAxis(), synapse.postAxis()));
            Axes axes = results().get(i).axes();
            order.removeIf(axis -> !axes.contains(axis));
            double[] array = new double[axes.entries()];
            interpreter.copy(i, order, array, 0);
            arrays.add(array);
        }
        return arrays;
    }

    static String key(Symbol symbol) {
        return symbol.kind() + " " + symbol.name();
    }
}
