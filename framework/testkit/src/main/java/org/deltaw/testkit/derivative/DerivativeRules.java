package org.deltaw.testkit.derivative;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.differentiate.Reverse;
import org.deltaw.testkit.ParameterRules;

/** What must hold for the derivatives of whatever an extension builds. */
public final class DerivativeRules {
    /** A rectifier's kink may fall between the points of a difference; then the next draw decides. */
    private static final int DRAWS = 12;
    private static final int NEEDED = 6;
    private static final double TOLERANCE = 1e-7;

    private DerivativeRules() {}

    /** Asserts that values and derivatives are numbers. */
    public static void assertFinite(List<Expr> expressions, List<Symbol> symbols, Map<Symbol, double[]> values) {
        for (double[] array : Interpreter.evaluate(expressions, values)) {
            requireFinite("the value of " + expressions, array);
        }
        List<Expr> gradient = gradient(expressions, symbols);
        List<double[]> derivatives = Interpreter.evaluate(gradient, values);
        for (int i = 0; i < derivatives.size(); i++) {
            requireFinite("the derivative of " + expressions + " with respect to '" + symbols.get(i) + "'",
                    derivatives.get(i));
        }
    }

    private static void requireFinite(String what, double[] array) {
        for (double value : array) {
            assertTrue(Double.isFinite(value), what + " is " + value);
        }
    }

    /**
     * Asserts that derivatives along random directions are what differences of the values say; of a surrogate, of what it is
     * differentiated by.
     */
    public static void assertMatchesDifferences(
            List<Expr> expressions, List<Symbol> symbols, ParameterRules.Draw draw, RandomGenerator random) {
        List<Expr> gradient = gradient(expressions, symbols);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < DRAWS; i++) {
            Map<Symbol, double[]> values = draw.values(random);
            Map<Symbol, double[]> direction = new HashMap<>();
            symbols.forEach(symbol -> direction.put(symbol, random.doubles(symbol.entries(), -1, 1).toArray()));
            Linearised near = Linearised.at(expressions, values);
            double expected = Differences.derivative(distance -> total(
                    Interpreter.evaluate(near.expressions(), moved(near.values(), distance, direction))));
            double actual = along(gradient, symbols, values, direction);
            double scale = Math.max(1, Math.max(Math.abs(expected), Math.abs(actual)));
            if (!(Math.abs(expected - actual) <= TOLERANCE * scale)) {
                wrong.add("difference " + expected + ", derivative " + actual);
            }
        }
        assertTrue(DRAWS - wrong.size() >= NEEDED, "the derivatives of " + expressions
                + " are not those that differences give: " + wrong);
    }

    private static List<Expr> gradient(List<Expr> expressions, List<Symbol> symbols) {
        return Reverse.gradient(expressions, expressions.stream().map(_ -> Expr.ONE).toList(), symbols);
    }

    private static Map<Symbol, double[]> moved(
            Map<Symbol, double[]> values, double distance, Map<Symbol, double[]> direction) {
        Map<Symbol, double[]> moved = new HashMap<>(values);
        direction.forEach((symbol, along) -> moved.put(symbol,
                Differences.moved(Objects.requireNonNull(values.get(symbol)), distance, along)));
        return moved;
    }

    private static double along(
            List<Expr> gradient, List<Symbol> symbols, Map<Symbol, double[]> values, Map<Symbol, double[]> direction) {
        Interpreter interpreter = new Interpreter(gradient);
        values.forEach((symbol, array) -> interpreter.set(symbol, array, 0));
        double sum = 0;
        for (int i = 0; i < symbols.size(); i++) {
            double[] derivative = new double[symbols.get(i).entries()];
            interpreter.copy(i, symbols.get(i).axes(), derivative, 0);
            for (int k = 0; k < derivative.length; k++) {
                sum += derivative[k] * Objects.requireNonNull(direction.get(symbols.get(i)))[k];
            }
        }
        return sum;
    }

    private static double total(List<double[]> arrays) {
        double sum = 0;
        for (double[] array : arrays) {
            for (double value : array) {
                sum += value;
            }
        }
        return sum;
    }
}
