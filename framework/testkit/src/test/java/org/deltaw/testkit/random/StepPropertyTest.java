package org.deltaw.testkit.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.differentiate.Reverse;
import org.deltaw.expr.step.PackedTangentStep;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.expr.step.TangentStep;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.Quantity;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.backend.SimulationPart;
import org.deltaw.spi.backend.TrajectoryInterpreter;
import org.deltaw.testkit.Replay;
import org.deltaw.testkit.derivative.Differences;
import org.junit.jupiter.api.Test;

/** What must hold for the derivatives of every step, tried on random ones over several steps. */
class StepPropertyTest {
    private static final int SEEDS = 120;

    /** By their seeds: what is dear is deriving a program, and every test wants the same ones. */
    private static final Map<Long, Sample> SAMPLES = new ConcurrentHashMap<>();

    /** A random step with a trajectory; values come from the step as it was made, derivatives from the program. */
    private static final class Sample {
        final RandomStep step;
        final Program program;
        /** The step as it was made, not simplified. */
        final Program plain;
        final ModelInput input;
        final double[] theta;
        final Simulation simulation;
        final Evaluation evaluation;

        static Sample of(long seed) {
            return SAMPLES.computeIfAbsent(seed, Sample::new);
        }

        private Sample(long seed) {
            step = RandomStep.of(seed);
            program = step.program();
            input = step.trajectory(1 + (int) (seed % 5), seed);
            theta = step.parameters();
            plain = new Program(step.graph(), program.channels(), program.attributes(), program.parameters());
            simulation = new TrajectoryInterpreter(plain, Long.MAX_VALUE).simulate(input, theta, EnumSet.allOf(SimulationPart.class));
            evaluation = new TrajectoryInterpreter(program, Long.MAX_VALUE).evaluate(input, theta, EnumSet.allOf(Quantity.class));
        }

        /** Returns the loss with other parameters. */
        double loss(double[] parameters) {
            return loss(input, parameters);
        }

        /** Returns the loss of another trajectory with other parameters. */
        double loss(ModelInput other, double[] parameters) {
            return new TrajectoryInterpreter(plain, Long.MAX_VALUE).evaluate(other, parameters, Set.of()).loss();
        }

        Simulation simulate(double[] parameters) {
            return new TrajectoryInterpreter(plain, Long.MAX_VALUE).simulate(input, parameters, EnumSet.allOf(SimulationPart.class));
        }

        /** Returns the values of what the loss reads in one step, the outputs' symbols included. */
        Map<Symbol, double[]> valuesIn(int t) {
            Map<Symbol, double[]> values = new HashMap<>();
            put(values, program.channels(), input.channels(), t);
            put(values, program.attributes(), input.attributes(), 0);
            put(values, step.graph().states(), simulation.states(), t);
            put(values, outputs(), simulation.outputs(), t);
            for (Symbol parameter : program.parameters()) {
                int offset = program.layout().offset(parameter);
                values.put(parameter, java.util.Arrays.copyOfRange(theta, offset, offset + parameter.entries()));
            }
            return values;
        }

        List<Symbol> outputs() {
            return step.graph().outputs().stream().map(StepGraph.Output::symbol).toList();
        }

        private static void put(Map<Symbol, double[]> values, List<Symbol> symbols, List<double[]> rows, int t) {
            for (int i = 0; i < symbols.size(); i++) {
                int size = symbols.get(i).entries();
                values.put(symbols.get(i), java.util.Arrays.copyOfRange(rows.get(i), t * size, (t + 1) * size));
            }
        }
    }

    private static double[] directions(long seed, int count) {
        return new Seed(seed).child("direction").generator().doubles(count, -1, 1).toArray();
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    private static void assertClose(double expected, double actual, double scale, String what) {
        assertEquals(expected, actual, 1e-8 * Math.max(1, Math.abs(scale)), what);
    }

    @Test
    void simplifiedStepRunsAsTheOriginal() {
        Replay.seeds(SEEDS, seed -> {
            Sample sample = Sample.of(seed);
            Simulation simple = new TrajectoryInterpreter(sample.program, Long.MAX_VALUE)
                    .simulate(sample.input, sample.theta, EnumSet.allOf(SimulationPart.class));
            for (int i = 0; i < simple.states().size(); i++) {
                assertArrayEquals(sample.simulation.states().get(i), simple.states().get(i), 1e-11, "state " + i);
            }
            for (int i = 0; i < simple.outputs().size(); i++) {
                assertArrayEquals(sample.simulation.outputs().get(i), simple.outputs().get(i), 1e-10, "output " + i);
            }
            assertArrayEquals(sample.simulation.losses(), simple.losses(), 1e-9, "losses");
        });
    }

    @Test
    void adjointGivesTheGradientOfTheUnrolledLoss() {
        Replay.seeds(SEEDS, seed -> {
            Sample sample = Sample.of(seed);
            double[] direction = directions(seed, sample.theta.length);
            double expected = Differences.along(sample::loss, sample.theta, direction);
            Evaluation evaluation = sample.evaluation;
            assertClose(expected, dot(evaluation.gradient(), direction), Math.max(expected, evaluation.loss()),
                    "gradient");
        });
    }

    @Test
    void adjointGivesTheGradientOfTheInitialStates() {
        Replay.seeds(SEEDS, seed -> {
            Sample sample = Sample.of(seed);
            Evaluation evaluation = sample.evaluation;
            for (int i = 0; i < sample.input.initialStates().size(); i++) {
                int state = i;
                double[] start = sample.input.initialStates().get(i);
                double[] direction = directions(seed + i, start.length);
                double expected = Differences.along(moved -> {
                    List<double[]> states = new ArrayList<>(sample.input.initialStates());
                    states.set(state, moved);
                    ModelInput other = new ModelInput(
                            sample.input.steps(), sample.input.channels(), sample.input.attributes(), states);
                    return sample.loss(other, sample.theta);
                }, start, direction);
                double actual = dot(evaluation.initialStateGradient().get(i), direction);
                assertClose(expected, actual, Math.max(expected, evaluation.loss()), "state " + i);
            }
        });
    }

    @Test
    void tangentsAddUpToTheSameGradient() {
        Replay.seeds(SEEDS, seed -> {
            Sample sample = Sample.of(seed);
            Evaluation evaluation = sample.evaluation;
            double size = ExpressionPropertyTest.magnitude(evaluation.gradient());
            assertArrayEquals(evaluation.gradient(), ForwardGradient.of(
                    sample.program, sample.input, sample.theta, sample.simulation.states()), 1e-10 * size);
        });
    }

    @Test
    void curvatureIsTheGaussNewtonMatrix() {
        Replay.seeds(SEEDS, seed -> {
            Sample sample = Sample.of(seed);
            double[] curvature = sample.evaluation.curvature();
            double[] expected = gaussNewton(sample);
            assertArrayEquals(expected, curvature, 1e-7 * ExpressionPropertyTest.magnitude(expected));
        });
    }

    @Test
    void curvatureOfConvexLossIsSymmetricAndPositiveSemidefinite() {
        Replay.seeds(SEEDS, seed -> {
            Sample sample = Sample.of(seed);
            double[] curvature = sample.evaluation.curvature();
            int size = sample.theta.length;
            double scale = ExpressionPropertyTest.magnitude(curvature);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    assertEquals(curvature[i * size + j], curvature[j * size + i], 1e-11 * scale, i + ", " + j);
                }
            }
            RandomGenerator random = new Seed(seed).child("semidefinite").generator();
            for (int draw = 0; draw < 20; draw++) {
                double[] v = random.doubles(size, -1, 1).toArray();
                double form = 0;
                for (int i = 0; i < size; i++) {
                    form += v[i] * dot(java.util.Arrays.copyOfRange(curvature, i * size, (i + 1) * size), v);
                }
                assertTrue(form >= -1e-10 * scale, "v'Cv = " + form);
            }
        });
    }

    @Test
    void packedTangentsAreTheSameTangents() {
        Replay.seeds(SEEDS, seed -> {
            Sample sample = Sample.of(seed);
            TangentStep plain = sample.program.tangent().orElseThrow();
            PackedTangentStep packed = sample.program.packedTangent().orElseThrow();
            assertEquals(plain.tangents(), packed.tangents());
            Map<Symbol, double[]> values = sample.valuesIn(0);
            RandomGenerator random = new Seed(seed).child("tangents").generator();
            plain.tangents().forEach(tangent ->
                    values.put(tangent, random.doubles(tangent.entries(), -1, 1).toArray()));
            packed.packs().forEach(pack -> values.put(pack.symbol(), packed(pack, values)));
            List<double[]> expected = evaluate(plain.nextTangents(), plain.tangents(), values);
            List<double[]> actual = evaluate(packed.nextTangents(), plain.tangents(), values);
            for (int s = 0; s < expected.size(); s++) {
                assertArrayEquals(expected.get(s), actual.get(s), 1e-11, "tangent of " + plain.tangents().get(s));
            }
            Symbol matrix = Symbol.of(Symbol.Kind.OUTPUT, "matrix", plain.direction(), plain.transposed());
            double[] curvature = evaluate(List.of(plain.curvature()), List.of(matrix), values).getFirst();
            assertArrayEquals(curvature, evaluate(List.of(packed.curvature()), List.of(matrix), values).getFirst(),
                    1e-11 * ExpressionPropertyTest.magnitude(curvature), "curvature");
        });
    }

    /** Writes what a pack holds: its expressions side by side. */
    private static double[] packed(PackedTangentStep.Pack pack, Map<Symbol, double[]> values) {
        List<Axis> axes = pack.symbol().axes().subList(0, pack.symbol().axes().size() - 1);
        Symbol entry = new Symbol(Symbol.Kind.OUTPUT, "entry", axes);
        int directions = pack.entries().size();
        double[] all = new double[pack.symbol().entries()];
        for (int p = 0; p < directions; p++) {
            double[] one = evaluate(List.of(pack.entries().get(p)), List.of(entry), values).getFirst();
            for (int i = 0; i < one.length; i++) {
                all[i * directions + p] = one[i];
            }
        }
        return all;
    }

    /** Returns the values of expressions, each over the axes of a symbol in their order. */
    private static List<double[]> evaluate(List<Expr> expressions, List<Symbol> like, Map<Symbol, double[]> values) {
        Interpreter interpreter = new Interpreter(expressions);
        values.forEach((symbol, array) -> interpreter.set(symbol, array, 0));
        interpreter.begin();
        List<double[]> results = new ArrayList<>();
        for (int i = 0; i < like.size(); i++) {
            double[] result = new double[like.get(i).entries()];
            interpreter.copy(i, like.get(i).axes(), result, 0);
            results.add(result);
        }
        return results;
    }

    /** J'HJ with J from differences of whole simulations, and HJ from differences of the loss' slope along J. */
    private static double[] gaussNewton(Sample sample) {
        int size = sample.theta.length;
        List<List<double[]>> columns = new ArrayList<>();
        for (int j = 0; j < size; j++) {
            columns.add(outputDerivatives(sample, j));
        }
        List<Symbol> outputs = sample.outputs();
        List<Expr> slopes = Reverse.gradient(List.of(sample.step.graph().loss()), List.of(Expr.ONE), outputs);
        Interpreter interpreter = new Interpreter(slopes);
        double[] matrix = new double[size * size];
        for (int t = 0; t < sample.input.steps(); t++) {
            sample.valuesIn(t).forEach((symbol, array) -> interpreter.set(symbol, array, 0));
            for (int j = 0; j < size; j++) {
                for (int i = 0; i < size; i++) {
                    matrix[i * size + j] += product(sample, interpreter, t, columns.get(i), columns.get(j));
                }
            }
        }
        return matrix;
    }

    /** Returns left' H right in one step: the derivative of the slope along right, times left. */
    private static double product(
            Sample sample, Interpreter interpreter, int t, List<double[]> left, List<double[]> right) {
        List<Symbol> outputs = sample.outputs();
        return Differences.derivative(distance -> {
            for (int o = 0; o < outputs.size(); o++) {
                int entries = outputs.get(o).entries();
                double[] row = new double[entries];
                for (int k = 0; k < entries; k++) {
                    row[k] = sample.simulation.outputs().get(o)[t * entries + k]
                            + distance * right.get(o)[t * entries + k];
                }
                interpreter.set(outputs.get(o), row, 0);
            }
            interpreter.begin();
            double sum = 0;
            for (int o = 0; o < outputs.size(); o++) {
                int entries = outputs.get(o).entries();
                double[] slope = new double[entries];
                interpreter.copy(o, outputs.get(o).axes(), slope, 0);
                for (int k = 0; k < entries; k++) {
                    sum += slope[k] * left.get(o)[t * entries + k];
                }
            }
            return sum;
        });
    }

    /** Returns for each output, step and entry its derivative with respect to one parameter. */
    private static List<double[]> outputDerivatives(Sample sample, int parameter) {
        double[] direction = new double[sample.theta.length];
        direction[parameter] = 1;
        List<double[]> derivatives = new ArrayList<>();
        for (int o = 0; o < sample.simulation.outputs().size(); o++) {
            derivatives.add(new double[sample.simulation.outputs().get(o).length]);
        }
        Map<Double, Simulation> runs = new HashMap<>();
        for (int o = 0; o < derivatives.size(); o++) {
            for (int k = 0; k < derivatives.get(o).length; k++) {
                int output = o;
                int entry = k;
                derivatives.get(o)[k] = Differences.derivative(distance -> runs
                        .computeIfAbsent(distance, key -> sample.simulate(Differences.moved(sample.theta, key, direction)))
                        .outputs().get(output)[entry]);
            }
        }
        return derivatives;
    }
}
