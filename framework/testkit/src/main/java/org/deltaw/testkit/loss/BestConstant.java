package org.deltaw.testkit.loss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.network.Observable;

/** Finds the constant prediction with which a convex loss costs least over some steps, by trying. */
final class BestConstant {
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final int SWEEPS = 3;
    private static final int NARROWINGS = 80;

    private final Interpreter interpreter;
    private final List<Map<Symbol, double[]>> steps;
    private final Map<Symbol, double[]> predictions = new HashMap<>();
    private final Map<Symbol, double[]> ranges = new HashMap<>();

    BestConstant(BuiltLoss loss, List<Map<Symbol, double[]>> steps, Function<Observable, double[]> range) {
        this.interpreter = new Interpreter(List.of(loss.cost()));
        this.steps = steps.stream().<Map<Symbol, double[]>>map(HashMap::new).toList();
        loss.inputs.predictions().forEach((observable, symbol) -> {
            double[] limits = range.apply(observable);
            double[] start = new double[symbol.entries()];
            Arrays.fill(start, (limits[0] + limits[1]) / 2);
            ranges.put(symbol, limits);
            predictions.put(symbol, start);
        });
        this.steps.forEach(step -> step.putAll(predictions));
    }

    /** Improves one entry after the other, until all are at their best. */
    double cost() {
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (Symbol symbol : new ArrayList<>(predictions.keySet())) {
                double[] values = Objects.requireNonNull(predictions.get(symbol));
                double[] range = Objects.requireNonNull(ranges.get(symbol));
                for (int k = 0; k < values.length; k++) {
                    int entry = k;
                    values[k] = least(range[0], range[1], value -> {
                        values[entry] = value;
                        return total();
                    });
                }
            }
        }
        return total();
    }

    private double total() {
        double total = 0;
        for (Map<Symbol, double[]> step : steps) {
            step.forEach((symbol, array) -> interpreter.set(symbol, array, 0));
            interpreter.begin();
            total += interpreter.value(0)[0];
        }
        return total;
    }

    /** Narrows an interval around the minimum (golden section search). */
    private static double least(double from, double to, DoubleUnaryOperator function) {
        double low = from;
        double high = to;
        for (int i = 0; i < NARROWINGS; i++) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            if (function.applyAsDouble(left) < function.applyAsDouble(right)) {
                high = right;
            } else {
                low = left;
            }
        }
        return (low + high) / 2;
    }
}
