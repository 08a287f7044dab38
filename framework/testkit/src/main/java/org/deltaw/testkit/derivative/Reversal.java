package org.deltaw.testkit.derivative;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.junit.jupiter.api.Assertions;

/** Puts the entries along some axes in reverse order: what is computed must follow. */
public final class Reversal {
    private final Set<Axis> reversed;

    public Reversal(Set<Axis> reversed) {
        this.reversed = reversed;
    }

    /** Returns an array, laid out over the axes in their order, with entries in reverse order. */
    double[] of(List<Axis> axes, double[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int rest = i;
            int stride = 1;
            int target = 0;
            for (Axis axis : axes.reversed()) {
                int index = rest % axis.size();
                rest /= axis.size();
                target += stride * (reversed.contains(axis) ? axis.size() - 1 - index : index);
                stride *= axis.size();
            }
            result[target] = values[i];
        }
        return result;
    }

    /** Reverses what expressions give. */
    List<double[]> of(List<Expr> expressions, List<double[]> values) {
        List<double[]> results = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            results.add(of(expressions.get(i).axes().toList(), values.get(i)));
        }
        return results;
    }

    /** Reverses the values of symbols. */
    Map<Symbol, double[]> of(Map<Symbol, double[]> values) {
        Map<Symbol, double[]> results = new HashMap<>();
        values.forEach((symbol, array) -> results.put(symbol, of(symbol.axes(), array)));
        return results;
    }

    /** Asserts that reversing what goes in reverses what comes out, and does nothing else. */
    public void assertCommutes(List<Expr> expressions, Map<Symbol, double[]> values) {
        List<double[]> expected = of(expressions, Interpreter.evaluate(expressions, values));
        List<double[]> actual = Interpreter.evaluate(expressions, of(values));
        for (int i = 0; i < expected.size(); i++) {
            double size = Math.max(1,
                    Arrays.stream(expected.get(i)).filter(Double::isFinite).map(Math::abs).max().orElse(0));
            Assertions.assertArrayEquals(expected.get(i), actual.get(i), 1e-12 * size, "with the entries of " + reversed
                    + " in reverse order, " + expressions.get(i));
        }
    }
}
