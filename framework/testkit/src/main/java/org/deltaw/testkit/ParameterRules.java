package org.deltaw.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.differentiate.Reverse;
import org.deltaw.spi.Seed;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Parameter;

/** What must hold for the parameters of rules and of networks, and values to try them with. */
public final class ParameterRules {
    /** How often a derivative is tried with other values before it counts as always 0. */
    private static final int DRAWS = 20;

    private ParameterRules() {}

    public static void assertDeclaredProperly(List<Parameter> parameters) {
        Set<String> names = new HashSet<>();
        RandomGenerator random = new Seed(1).generator();
        for (Parameter parameter : parameters) {
            assertTrue(names.add(parameter.name()), "two parameters are named '" + parameter.name() + "'");
            Wording.assertOneLine("the name of a parameter", parameter.name());
            double start = parameter.initial().draw(random);
            assertTrue(Double.isFinite(start), "parameter '" + parameter.name() + "' starts at " + start);
            assertEquals(parameter.bounds().clamp(start), start, "where parameter '" + parameter.name()
                    + "' starts, within its bounds");
        }
    }

    public static Symbol symbol(Parameter parameter) {
        return new Symbol(Symbol.Kind.PARAMETER, parameter.name(), parameter.axes());
    }

    public static Bindings bindings(List<Parameter> parameters) {
        Map<Parameter, Expr> expressions = new LinkedHashMap<>();
        parameters.forEach(parameter -> expressions.put(parameter, symbol(parameter).read()));
        return new Bindings(expressions);
    }

    /** Draws values within the bounds of each parameter, whatever its initial value is. */
    public static Map<Symbol, double[]> values(List<Parameter> parameters, RandomGenerator random) {
        Map<Symbol, double[]> values = new HashMap<>();
        for (Parameter parameter : parameters) {
            double[] array = new double[parameter.entries()];
            for (int i = 0; i < array.length; i++) {
                array[i] = parameter.bounds().clamp(random.nextDouble(-1, 1));
            }
            values.put(symbol(parameter), array);
        }
        return values;
    }

    /** Draws values within the bounds of each parameter, of the size of its initial value, or of 1 if that is 0. */
    public static Map<Symbol, double[]> near(List<Parameter> parameters, RandomGenerator random) {
        Map<Symbol, double[]> values = new HashMap<>();
        for (Parameter parameter : parameters) {
            double[] array = new double[parameter.entries()];
            for (int i = 0; i < array.length; i++) {
                double start = parameter.initial().draw(random);
                array[i] = parameter.bounds().clamp(start == 0 ? random.nextDouble(-1, 1) : start * random.nextDouble(0.5, 2));
            }
            values.put(symbol(parameter), array);
        }
        return values;
    }

    /** Draws the values of symbols for one try of an assertion. */
    public interface Draw {
        Map<Symbol, double[]> values(RandomGenerator random);
    }

    /** Asserts that some of the expressions depend on each of the symbols. */
    public static void assertAllMatter(String what, List<Expr> expressions, List<Symbol> symbols, Draw draw) {
        List<Expr> seeds = expressions.stream().map(_ -> Expr.ONE).toList();
        List<Expr> gradient = Reverse.gradient(expressions, seeds, symbols);
        Set<Symbol> idle = new HashSet<>(symbols);
        RandomGenerator random = new Seed(2).generator();
        for (int i = 0; i < DRAWS && !idle.isEmpty(); i++) {
            List<double[]> found = Interpreter.evaluate(gradient, draw.values(random));
            for (int k = 0; k < symbols.size(); k++) {
                for (double derivative : found.get(k)) {
                    if (derivative != 0) {
                        idle.remove(symbols.get(k));
                    }
                }
            }
        }
        assertEquals(Set.of(), idle, what + " without any effect");
    }

    public static void assertSame(String what, List<Expr> one, List<Expr> other) {
        assertEquals(one.size(), other.size(), what);
        for (int i = 0; i < one.size(); i++) {
            assertTrue(one.get(i).sameAs(other.get(i)), what + ": once " + one.get(i) + ", then " + other.get(i));
        }
    }

    /** Asserts that only these symbols are read. */
    public static void assertReadsOnly(Set<Symbol> allowed, List<Expr> expressions) {
        for (Expr expression : expressions) {
            for (Symbol symbol : expression.symbols()) {
                assertTrue(allowed.contains(symbol), "it reads '" + symbol + "' of kind " + symbol.kind()
                        + ", which it was not given; it was given " + allowed);
            }
        }
    }
}
