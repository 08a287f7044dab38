package org.deltaw.testkit.loss;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.loss.Loss;

/**
 * Integrates a density over the one value that is observed in a step, which is prediction + sinh(u), by the trapezoidal
 * rule in u: that resolves scales from 0.001 to 1,000.
 */
final class DensityIntegral {
    private static final double END = 10;
    private static final double STEP = 2e-4;

    private final BuiltLoss loss;
    private final Interpreter interpreter;

    /** @param loss built with a mask for each value */
    DensityIntegral(BuiltLoss loss, Loss.NegativeLogDensity density) {
        this.loss = loss;
        this.interpreter = new Interpreter(List.of(density.cost()));
    }

    /** Integrates over the first value of the only target, in a step in which nothing else is observed. */
    double overFirst(Map<Symbol, double[]> step) {
        Map<Symbol, double[]> values = new HashMap<>(step);
        loss.inputs.masks().values().forEach(mask -> values.put(mask, first(mask)));
        Symbol target = loss.inputs.targets().values().iterator().next();
        Symbol prediction = loss.inputs.predictions().values().iterator().next();
        double predicted = Objects.requireNonNull(values.get(prediction))[0];
        values.forEach((symbol, array) -> interpreter.set(symbol, array, 0));
        double[] observed = new double[target.entries()];
        double sum = 0;
        for (double u = -END; u <= END; u += STEP) {
            observed[0] = predicted + Math.sinh(u);
            interpreter.set(target, observed, 0);
            interpreter.begin();
            sum += Math.exp(-interpreter.value(0)[0]) * Math.cosh(u) * STEP;
        }
        return sum;
    }

    private static double[] first(Symbol mask) {
        double[] observed = new double[mask.entries()];
        observed[0] = 1;
        return observed;
    }
}
