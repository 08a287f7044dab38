package org.deltaw.testkit.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Signal;
import org.deltaw.spi.rule.Synapse;
import org.deltaw.spi.rule.Trace;

/**
 * A synapse between two neurons, with numbers for all that a rule reads of it: what a rule does is then one number, that a
 * test can compare with its formula. It has the reward as its only signal, and no traces. Immutable and thread-safe.
 *
 * @param x the presynaptic activity
 * @param y the postsynaptic activity
 * @param w the weight
 * @param r the reward
 */
public record OneSynapse(double x, double y, double w, double r) implements Synapse {
    private static final Axis PRE = new Axis("pre", 1);
    private static final Axis POST = new Axis("post", 1);

    /**
     * Computes the weight change that a rule prescribes.
     *
     * @param theta the values of each of the rule's parameters, by name, the last axis fastest
     */
    public <S extends Record> double change(RuleFamily<S> family, S settings, Map<String, double[]> theta) {
        Map<Parameter, Expr> bound = new HashMap<>();
        Map<Symbol, double[]> values = new HashMap<>(Map.of(
                symbol("x", PRE), new double[] {x}, symbol("y", POST), new double[] {y},
                symbol("w", PRE, POST), new double[] {w}, symbol("r"), new double[] {r}));
        for (Parameter parameter : family.parameters(settings)) {
            Symbol symbol = new Symbol(Symbol.Kind.PARAMETER, parameter.name(), parameter.axes());
            bound.put(parameter, symbol.read());
            values.put(symbol, theta.get(parameter.name()));
        }
        Expr change = family.plasticity(settings, this, new Bindings(bound)).weightChange();
        return Interpreter.evaluate(List.of(change), values).getFirst()[0];
    }

    private static Symbol symbol(String name, Axis... axes) {
        return Symbol.of(Symbol.Kind.CHANNEL, name, axes);
    }

    @Override
    public Axis preAxis() {
        return PRE;
    }

    @Override
    public Axis postAxis() {
        return POST;
    }

    @Override
    public Expr pre() {
        return symbol("x", PRE).read();
    }

    @Override
    public Expr post() {
        return symbol("y", POST).read();
    }

    @Override
    public Expr weight() {
        return symbol("w", PRE, POST).read();
    }

    @Override
    public List<Signal> signals() {
        return List.of(Signal.REWARD);
    }

    @Override
    public Expr signal(Signal signal) {
        return symbol("r").read().broadcast(Axes.of(signal.extent().axes(PRE, POST)));
    }

    @Override
    public Expr trace(Trace trace) {
        throw new AssertionError("This rule has no memory.");
    }
}
