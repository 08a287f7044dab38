package org.deltaw.plugin.formula;

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
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.Signal;
import org.deltaw.spi.rule.Synapse;
import org.deltaw.spi.rule.Trace;

/**
 * Synapses between two inputs and three neurons, with any signals; every value is a number of its own.
 *
 * @param signals that may be read
 */
record TwoLayers(List<Signal> signals) implements Synapse {
    private static final Axis PRE = new Axis("inputs", 2);
    private static final Axis POST = new Axis("neurons", 3);

    TwoLayers(Signal... signals) {
        this(List.of(signals));
    }

    Plasticity plasticity(FormulaSettings settings) {
        FormulaRule rule = new FormulaRule();
        Map<Parameter, Expr> theta = new HashMap<>();
        rule.parameters(settings).forEach(parameter -> theta.put(parameter, symbol(parameter.name(), Axes.NONE)));
        return rule.plasticity(settings, this, new Bindings(theta));
    }

    /** Returns the values of an expression, row-major over the axes that it has of inputs and neurons. */
    static double[] values(Expr expression) {
        Interpreter interpreter = new Interpreter(List.of(expression));
        for (Symbol symbol : expression.symbols()) {
            double[] values = new double[symbol.entries()];
            for (int i = 0; i < values.length; i++) {
                values[i] = value(symbol.name(), i);
            }
            interpreter.set(symbol, values, 0);
        }
        List<Axis> order = List.of(PRE, POST).stream().filter(expression.axes()::contains).toList();
        double[] values = new double[expression.axes().entries()];
        interpreter.copy(0, order, values, 0);
        return values;
    }

    /** Returns an entry of what is read under a name. */
    static double value(String name, int entry) {
        return (name.hashCode() % 97) / 97.0 + entry;
    }

    private static Expr symbol(String name, Axes axes) {
        return new Symbol(Symbol.Kind.CHANNEL, name, axes.contains(PRE) && axes.contains(POST) ? List.of(PRE, POST) : axes.toList()).read();
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
        return symbol("x", Axes.of(PRE));
    }

    @Override
    public Expr post() {
        return symbol("y", Axes.of(POST));
    }

    @Override
    public Expr weight() {
        return symbol("w", Axes.of(PRE, POST));
    }

    @Override
    public Expr signal(Signal signal) {
        return symbol(signal.name() + " " + signal.extent().name(), Axes.of(signal.extent().axes(PRE, POST)));
    }

    @Override
    public Expr trace(Trace trace) {
        return symbol("trace " + trace.name(), Axes.of(trace.extent().axes(PRE, POST)));
    }
}
