package org.deltaw.testkit.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.Checker;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.UnaryFunction;
import org.deltaw.expr.differentiate.Forward;
import org.deltaw.expr.differentiate.Reverse;
import org.deltaw.expr.simplify.Simplifier;
import org.deltaw.spi.Seed;
import org.deltaw.testkit.Replay;
import org.deltaw.testkit.derivative.Differences;
import org.junit.jupiter.api.Test;

/** What must hold for every expression, tried on random ones. */
class ExpressionPropertyTest {
    private static final int SEEDS = 300;
    private static final Set<Symbol.Kind> ALL = EnumSet.allOf(Symbol.Kind.class);

    /** Some outputs of one seed with the values of their symbols, weights for the outputs, and a direction. */
    private static final class Sample {
        final RandomExpressions expressions;
        final List<Expr> outputs = new ArrayList<>();
        final List<Expr> weights = new ArrayList<>();
        final Map<Symbol, double[]> values;
        final Map<Symbol, double[]> direction = new HashMap<>();
        final List<Symbol> varied;

        Sample(long seed) {
            expressions = new RandomExpressions(seed);
            for (int i = 0; i < 3; i++) {
                outputs.add(expressions.next());
                weights.add(Expr.constant(i - 0.75).broadcast(outputs.getLast().axes()));
            }
            values = expressions.values();
            varied = expressions.symbols().stream().filter(expressions::isSmooth).toList();
            RandomGenerator random = new Seed(seed).child("direction").generator();
            varied.forEach(symbol -> direction.put(symbol, random.doubles(symbol.entries(), -1, 1).toArray()));
        }

        Expr total() {
            List<Expr> terms = new ArrayList<>();
            for (int i = 0; i < outputs.size(); i++) {
                terms.add(outputs.get(i).times(weights.get(i)).sum(outputs.get(i).axes()));
            }
            return Expr.sumOf(terms);
        }

        double totalAt(double distance) {
            Map<Symbol, double[]> moved = new HashMap<>(values);
            direction.forEach((symbol, along) ->
                    moved.put(symbol, Differences.moved(values.get(symbol), distance, along)));
            return evaluate(List.of(total()), moved).getFirst()[0];
        }

        double alongDirection(List<Expr> gradient, Map<Symbol, double[]> at) {
            Interpreter interpreter = new Interpreter(gradient);
            at.forEach((symbol, array) -> interpreter.set(symbol, array, 0));
            double sum = 0;
            for (int i = 0; i < varied.size(); i++) {
                double[] derivative = new double[varied.get(i).entries()];
                interpreter.copy(i, varied.get(i).axes(), derivative, 0);
                for (int k = 0; k < derivative.length; k++) {
                    sum += derivative[k] * direction.get(varied.get(i))[k];
                }
            }
            return sum;
        }
    }

    private static List<double[]> evaluate(List<Expr> roots, Map<Symbol, double[]> values) {
        return Interpreter.evaluate(roots, values);
    }

    private static void assertClose(double expected, double actual, double scale, String what) {
        assertEquals(expected, actual, 1e-9 * Math.max(1, Math.abs(scale)), what);
    }

    @Test
    void generatorMakesEveryPrimitiveAndStaysFinite() {
        Set<Object> seen = new HashSet<>();
        Replay.seeds(SEEDS, seed -> {
            Sample sample = new Sample(seed);
            for (Expr node : Graph.order(sample.outputs)) {
                seen.add(node.op().getClass());
                if (node.op() instanceof Op.Unary(UnaryFunction function)) {
                    seen.add(function);
                } else if (node.op() instanceof Op.Binary(BinaryFunction function)) {
                    seen.add(function);
                } else if (node.op() instanceof Op.Input(Symbol symbol)) {
                    seen.add(symbol.kind());
                } else if (node.op() instanceof Op.Where) {
                    seen.add(node.argument(0).axes().isEmpty() ? "gate" : "mask");
                }
            }
            for (double[] result : evaluate(sample.outputs, sample.values)) {
                for (double value : result) {
                    assertTrue(Math.abs(value) <= 4 + 1e-9, "value " + value + " of " + sample.outputs);
                }
            }
        });
        Set<Object> expected = new HashSet<>(List.of("gate", "mask", Symbol.Kind.CHANNEL, Symbol.Kind.ATTRIBUTE,
                Symbol.Kind.STATE, Symbol.Kind.PARAMETER));
        expected.addAll(List.of(Op.class.getPermittedSubclasses()));
        expected.addAll(List.of(UnaryFunction.values()));
        expected.addAll(List.of(BinaryFunction.values()));
        expected.removeAll(seen);
        assertEquals(Set.of(), expected, "never made");
    }

    @Test
    void sameSeedMakesTheSame() {
        Replay.seeds(20, seed -> {
            Sample one = new Sample(seed);
            Sample other = new Sample(seed);
            for (int i = 0; i < one.outputs.size(); i++) {
                assertTrue(one.outputs.get(i).sameAs(other.outputs.get(i)), one.outputs.get(i).toString());
            }
            one.values.forEach((symbol, array) -> assertArrayEquals(array, other.values.get(symbol)));
        });
    }

    @Test
    void gradientMatchesFiniteDifference() {
        Replay.seeds(SEEDS, seed -> {
            Sample sample = new Sample(seed);
            List<Expr> gradient = Reverse.gradient(sample.outputs, sample.weights, sample.varied);
            Checker.check(gradient, ALL);
            double expected = Differences.derivative(sample::totalAt);
            double actual = sample.alongDirection(gradient, sample.values);
            assertClose(expected, actual, Math.max(Math.abs(expected), sample.totalAt(0)), sample.outputs.toString());
        });
    }

    @Test
    void forwardGivesWhatReverseGives() {
        Replay.seeds(SEEDS, seed -> {
            Sample sample = new Sample(seed);
            Axis direction = new Axis("direction", 2);
            Map<Symbol, Expr> given = new HashMap<>();
            Map<Symbol, double[]> values = new HashMap<>(sample.values);
            for (Symbol symbol : sample.varied) {
                List<Axis> axes = new ArrayList<>(symbol.axes());
                axes.add(direction);
                Symbol tangent = new Symbol(Symbol.Kind.TANGENT, symbol.kind() + symbol.name(), axes);
                given.put(symbol, tangent.read());
                double[] along = new double[tangent.entries()];
                for (int i = 0; i < symbol.entries(); i++) {
                    along[2 * i] = sample.direction.get(symbol)[i];
                    along[2 * i + 1] = -2 * along[2 * i];
                }
                values.put(tangent, along);
            }
            List<Expr> tangent = Forward.tangents(List.of(sample.total()), given, direction);
            Checker.check(tangent, ALL);
            assertEquals(Axes.of(direction), tangent.getFirst().axes());
            double reverse = sample.alongDirection(
                    Reverse.gradient(sample.outputs, sample.weights, sample.varied), sample.values);
            double[] forward = evaluate(tangent, values).getFirst();
            assertClose(reverse, forward[0], reverse, "first direction of " + sample.outputs);
            assertClose(-2 * reverse, forward[1], reverse, "second direction of " + sample.outputs);
        });
    }

    @Test
    void tangentsOfOutputsHaveTheirAxesAndTheDirection() {
        Replay.seeds(SEEDS / 4, seed -> {
            Sample sample = new Sample(seed);
            Axis direction = new Axis("direction", 1);
            Map<Symbol, Expr> given = new HashMap<>();
            sample.varied.forEach(symbol ->
                    given.put(symbol, Expr.ONE.broadcast(Axes.of(symbol.axes()).union(Axes.of(direction)))));
            List<Expr> tangents = Forward.tangents(sample.outputs, given, direction);
            for (int i = 0; i < tangents.size(); i++) {
                assertEquals(sample.outputs.get(i).axes().union(Axes.of(direction)), tangents.get(i).axes());
            }
        });
    }

    @Test
    void renamingAxesChangesNothing() {
        RenamedAxes renamed = new RenamedAxes(Map.of("pre", "a", "post", "z", "twin", "b"));
        Replay.seeds(SEEDS, seed -> {
            Sample sample = new Sample(seed);
            List<Expr> roots = new ArrayList<>(sample.outputs);
            roots.addAll(Reverse.gradient(sample.outputs, sample.weights, sample.varied));
            List<Expr> others = renamed.of(roots);
            Interpreter one = new Interpreter(roots);
            sample.values.forEach((symbol, array) -> one.set(symbol, array, 0));
            Interpreter other = new Interpreter(Simplifier.simplify(others));
            renamed.of(sample.values).forEach((symbol, array) -> other.set(symbol, array, 0));
            for (int i = 0; i < roots.size(); i++) {
                List<Axis> axes = roots.get(i).axes().toList();
                double[] expected = new double[roots.get(i).axes().entries()];
                double[] actual = new double[expected.length];
                one.copy(i, axes, expected, 0);
                other.copy(i, renamed.axes(axes), actual, 0);
                assertArrayEquals(expected, actual, 1e-10 * magnitude(expected), roots.get(i).toString());
            }
        });
    }

    @Test
    void substitutedReadsAreTheSameExpression() {
        Replay.seeds(SEEDS / 4, seed -> {
            Sample sample = new Sample(seed);
            Map<Symbol, Expr> reads = new HashMap<>();
            sample.expressions.symbols().forEach(symbol -> reads.put(symbol, symbol.read()));
            for (Expr output : sample.outputs) {
                assertTrue(Graph.substitute(output, reads).sameAs(output), output.toString());
                assertEquals(output.isConstant(0), output.sameAs(Expr.ZERO), output.toString());
                assertTrue(!output.sameAs(output.plus(1)), output.toString());
            }
        });
    }

    static double magnitude(double[] values) {
        double largest = 1;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
