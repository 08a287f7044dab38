package org.deltaw.testkit.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Checker;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.differentiate.Forward;
import org.deltaw.expr.differentiate.Reverse;
import org.deltaw.expr.differentiate.Surrogates;
import org.deltaw.expr.simplify.Simplifier;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.Quantity;
import org.deltaw.spi.backend.SimulationPart;
import org.deltaw.spi.backend.TrajectoryInterpreter;
import org.deltaw.testkit.Replay;
import org.deltaw.testkit.derivative.Differences;
import org.junit.jupiter.api.Test;

/** What must hold where parts of an expression have derivatives that are not those of their values. */
class SurrogatePropertyTest {
    private static final int SEEDS = 400;

    /** A sum over some random expressions with surrogates in them, and a direction in which symbols vary. */
    private static final class Sample {
        final Expr plain;
        final Expr total;
        final Map<Symbol, double[]> values;
        final Map<Symbol, double[]> direction = new LinkedHashMap<>();

        Sample(long seed) {
            RandomExpressions expressions = new RandomExpressions(seed);
            List<Expr> outputs = List.of(expressions.next(), expressions.next(), expressions.next());
            RandomGenerator random = new Seed(seed).child("surrogates").generator();
            plain = sum(outputs);
            total = sum(Sprinkled.of(outputs, random));
            values = expressions.values();
            expressions.symbols().stream().filter(expressions::isSmooth).forEach(symbol ->
                    direction.put(symbol, random.doubles(symbol.entries(), -1, 1).toArray()));
        }

        private static Expr sum(List<Expr> outputs) {
            return Expr.sumOf(outputs.stream().map(output -> output.sum(output.axes())).toList());
        }

        List<Symbol> varied() {
            return List.copyOf(direction.keySet());
        }

        List<Expr> gradient(Expr of) {
            return Reverse.gradient(List.of(of), List.of(Expr.ONE), varied());
        }

        double along(List<Expr> gradient) {
            Interpreter interpreter = new Interpreter(gradient);
            values.forEach((symbol, array) -> interpreter.set(symbol, array, 0));
            double sum = 0;
            for (int i = 0; i < gradient.size(); i++) {
                double[] partial = new double[varied().get(i).entries()];
                interpreter.copy(i, varied().get(i).axes(), partial, 0);
                for (int k = 0; k < partial.length; k++) {
                    sum += partial[k] * direction.get(varied().get(i))[k];
                }
            }
            return sum;
        }

        /** The slope of what has, near this point, the derivatives that are to be taken. */
        double expected() {
            Map<Symbol, double[]> at = new HashMap<>(values);
            Expr linearised = Sprinkled.linearised(List.of(total), at).getFirst();
            return Differences.derivative(distance -> {
                Map<Symbol, double[]> moved = new HashMap<>(at);
                direction.forEach((symbol, along) -> moved.put(symbol, Differences.moved(at.get(symbol), distance, along)));
                return value(linearised, moved);
            });
        }
    }

    private static double value(Expr total, Map<Symbol, double[]> values) {
        return Interpreter.evaluate(List.of(total), values).getFirst()[0];
    }

    private static void assertClose(double expected, double actual, String what) {
        assertEquals(expected, actual, 1e-8 * Math.max(1, Math.abs(expected)), what);
    }

    @Test
    void valueIsThatWithoutThem() {
        Replay.seeds(SEEDS, seed -> {
            Sample sample = new Sample(seed);
            double expected = value(sample.plain, sample.values);
            assertEquals(expected, value(sample.total, sample.values));
            assertEquals(expected, value(Surrogates.replaced(List.of(sample.total)).getFirst(), sample.values));
            assertClose(expected, value(Simplifier.simplify(sample.total), sample.values), "simplified");
        });
    }

    @Test
    void derivativesAreThoseOfTheSurrogates() {
        int[] different = new int[1];
        Replay.seeds(SEEDS, seed -> {
            Sample sample = new Sample(seed);
            double expected = sample.expected();
            List<Expr> gradient = sample.gradient(sample.total);
            assertClose(expected, sample.along(gradient), "as it is");
            assertClose(expected, sample.along(sample.gradient(Simplifier.simplify(sample.total))), "simplified before");
            List<Expr> executed = Simplifier.simplify(Surrogates.replaced(gradient));
            assertClose(expected, sample.along(executed), "as it is executed");
            assertFalse(Checker.newerThan(0, executed).containsKey("surrogate"));
            different[0] += Math.abs(expected - sample.along(sample.gradient(sample.plain))) > 1e-3 ? 1 : 0;
        });
        assertTrue(different[0] > SEEDS / 4, "Only in " + different[0] + " of " + SEEDS + " samples do they matter.");
    }

    @Test
    void forwardGivesWhatReverseGives() {
        Replay.seeds(SEEDS, seed -> {
            Sample sample = new Sample(seed);
            Axis along = new Axis("direction", 1);
            Map<Symbol, Expr> given = new HashMap<>();
            Map<Symbol, double[]> values = new HashMap<>(sample.values);
            sample.direction.forEach((symbol, array) -> {
                List<Axis> axes = new ArrayList<>(symbol.axes());
                axes.add(along);
                Symbol tangent = new Symbol(Symbol.Kind.TANGENT, symbol.kind() + symbol.name(), axes);
                given.put(symbol, tangent.read());
                values.put(tangent, array);
            });
            for (Expr of : List.of(sample.total, Simplifier.simplify(sample.total))) {
                Expr tangent = Forward.tangents(List.of(of), given, along).getFirst();
                assertEquals(Axes.of(along), tangent.axes());
                assertClose(sample.along(sample.gradient(sample.total)), value(tangent, values), "tangent");
            }
        });
    }

    /** Over several steps, states carry what has the derivative of something else. */
    @Test
    void tangentsOfStepsAddUpToTheGradientOfAdjoints() {
        Replay.seeds(SEEDS / 4, seed -> {
            RandomStep step = RandomStep.of(seed);
            Program program = program(step, seed);
            assertFalse(Checker.newerThan(0, program.expressions()).containsKey("surrogate"));
            ModelInput input = step.trajectory(1 + (int) (seed % 4), seed);
            TrajectoryInterpreter run = new TrajectoryInterpreter(program, Long.MAX_VALUE);
            Evaluation found = run.evaluate(input, step.parameters(), EnumSet.of(Quantity.GRADIENT));
            double[] forwards = ForwardGradient.of(
                    program, input, step.parameters(), run.simulate(input, step.parameters(), EnumSet.of(SimulationPart.STATES)).states());
            assertArrayEquals(found.gradient(), forwards, 1e-9 * ExpressionPropertyTest.magnitude(forwards));
            assertClose(new TrajectoryInterpreter(step.program(), Long.MAX_VALUE).evaluate(input, step.parameters(), Set.of()).loss(),
                    found.loss(), "loss");
        });
    }

    private static Program program(RandomStep step, long seed) {
        StepGraph graph = step.graph();
        List<Expr> roots = new ArrayList<>(graph.next());
        graph.outputs().forEach(output -> roots.add(output.value()));
        roots.add(graph.loss());
        List<Expr> sprinkled = Sprinkled.of(roots, new Seed(seed).child("surrogates").generator());
        List<StepGraph.Output> outputs = new ArrayList<>();
        for (int i = 0; i < graph.outputs().size(); i++) {
            outputs.add(new StepGraph.Output(graph.outputs().get(i).symbol(), sprinkled.get(graph.next().size() + i)));
        }
        StepGraph changed = new StepGraph(
                graph.states(), sprinkled.subList(0, graph.next().size()), outputs, sprinkled.getLast());
        return Program.of(changed, step.symbols(Symbol.Kind.CHANNEL), step.symbols(Symbol.Kind.ATTRIBUTE),
                step.symbols(Symbol.Kind.PARAMETER));
    }
}
