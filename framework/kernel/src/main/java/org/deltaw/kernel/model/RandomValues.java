package org.deltaw.kernel.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.Seed;
import org.deltaw.spi.parameter.Parameter;

/**
 * Values of all that formulas read, drawn at random: what holds for several such draws holds always, but for a chance of 0. Parameters
 * that are fitted are drawn once, within their bounds; fixed ones have their values. For one thread.
 */
final class RandomValues {
    private final ParameterTable parameters;
    private final RandomGenerator random = new Seed(1).generator();
    private final Map<Symbol, double[]> fitted = new HashMap<>();

    RandomValues(ParameterTable parameters) {
        this.parameters = parameters;
    }

    /** Draws a value for each symbol that some formulas read. */
    Map<Symbol, double[]> of(List<Expr> formulas) {
        Map<Symbol, double[]> values = new HashMap<>();
        for (Expr node : Graph.order(formulas)) {
            if (node.op() instanceof Op.Input(Symbol symbol)) {
                values.computeIfAbsent(symbol, any -> random.doubles(any.entries(), -1, 1).toArray());
            }
        }
        parameters.entries().stream().filter(entry -> values.containsKey(entry.symbol())).forEach(entry ->
                values.put(entry.symbol(), entry.parameter().fitted()
                        ? fitted.computeIfAbsent(entry.symbol(), _ -> within(entry)) : entry.start()));
        return values;
    }

    private double[] within(ParameterTable.Entry entry) {
        Parameter.Bounds bounds = entry.parameter().bounds();
        double lower = bounds.lower() > Double.NEGATIVE_INFINITY ? bounds.lower() : Math.min(-1, bounds.upper() - 1);
        double upper = Math.min(bounds.upper(), lower + 2);
        double[] values = new double[entry.start().length];
        Arrays.setAll(values, _ -> lower < upper ? random.nextDouble(lower, upper) : lower);
        return values;
    }
}
