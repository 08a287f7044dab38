package org.deltaw.plugin.interpreter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.BackendContext;
import org.deltaw.spi.backend.Batch;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Pairs;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.Quantity;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.backend.SimulationPart;
import org.deltaw.spi.backend.SimulationStart;
import org.deltaw.spi.backend.Stepper;
import org.deltaw.testkit.backend.GradientBackendContract;
import org.deltaw.testkit.backend.PoolWorkers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterpreterBackendTest extends GradientBackendContract<NoSettings> {
    private static final Axis PRE = new Axis("pre", 3);
    private static final Axis POST = new Axis("post", 2);
    private static final Symbol X = Symbol.of(Symbol.Kind.CHANNEL, "x", PRE);
    private static final Symbol W = Symbol.of(Symbol.Kind.STATE, "w", PRE, POST);
    private static final Symbol RATE = Symbol.of(Symbol.Kind.PARAMETER, "rate");
    private static final double[] PARAMETERS = {0.3};
    private static final int STEPS = 23;

    @Override
    protected InterpreterBackend extension() {
        return new InterpreterBackend();
    }

    @Override
    protected List<NoSettings> settings() {
        return List.of(new NoSettings());
    }

    /** A layer that learns by Hebb's rule with decay, and should be silent. */
    private static Program program(Symbol... fitted) {
        Expr y = X.read().times(W.read()).sum(PRE).tanh();
        Expr rate = fitted.length == 0 ? Expr.constant(PARAMETERS[0]) : RATE.read();
        Expr next = W.read().plus(Expr.outer(X.read(), y).minus(y.squared().times(W.read())).times(rate));
        StepGraph.Output output = new StepGraph.Output(Symbol.of(Symbol.Kind.OUTPUT, "y", POST), y);
        return Program.of(new StepGraph(List.of(W), List.of(next), List.of(output),
                output.symbol().read().squared().sum(POST)), List.of(X), List.of(), List.of(fitted));
    }

    private static ModelInput input() {
        RandomGenerator random = new Seed(1).generator();
        double[] inputs = new double[STEPS * 3];
        Arrays.setAll(inputs, _ -> random.nextGaussian());
        return new ModelInput(STEPS, List.of(inputs), List.of(), List.of(new double[] {0.1, -0.2, 0.3, 0.4, -0.5, 0.6}));
    }

    private static CompiledModel compiled(Program program, long memory) {
        return new InterpreterBackend().compile(
                new NoSettings(), program, new BackendContext(Precision.F64, memory));
    }

    private static Evaluation evaluate(Program program, long memory, Set<Quantity> wanted) {
        try (CompiledModel model = compiled(program, memory); Batch batch = model.load(List.of(input()), new PoolWorkers(1))) {
            return batch.evaluate(Pairs.one(program.parameters().isEmpty() ? new double[0] : PARAMETERS, 0), wanted).getFirst();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 8 * 6 * (STEPS - 1), 8 * 6 * STEPS - 1, 8 * 6 * STEPS})
    void littleMemoryDoesNotChangeABit(long memory) {
        Evaluation plenty = evaluate(program(RATE), 1L << 30, EnumSet.allOf(Quantity.class));
        Evaluation little = evaluate(program(RATE), memory, EnumSet.allOf(Quantity.class));
        assertEquals(plenty.loss(), little.loss());
        assertArrayEquals(plenty.gradient(), little.gradient());
        assertArrayEquals(plenty.initialStateGradient().getFirst(), little.initialStateGradient().getFirst());
        assertArrayEquals(plenty.curvature(), little.curvature());
    }

    @Test
    void goingStepByStepGivesTheBitsOfASimulation() {
        ModelInput input = input();
        try (CompiledModel model = compiled(program(RATE), 1L << 30);
                Batch batch = model.load(List.of(input), new PoolWorkers(1));
                Stepper stepper = model.start(List.of(new SimulationStart(PARAMETERS, List.of(), input.initialStates())))) {
            List<Simulation> simulations = new ArrayList<>();
            batch.simulate(Pairs.one(PARAMETERS, 0), EnumSet.allOf(SimulationPart.class), (_, each) -> simulations.add(each));
            Simulation simulation = simulations.getFirst();
            for (int t = 0; t < STEPS; t++) {
                List<double[]> row = List.of(Arrays.copyOfRange(input.channels().getFirst(), 3 * t, 3 * t + 3));
                double[] before = stepper.states().getFirst();
                double[] shown = stepper.observe(row).getFirst();
                assertArrayEquals(Arrays.copyOfRange(simulation.outputs().getFirst(), 2 * t, 2 * t + 2), shown);
                assertEquals(simulation.losses()[t], shown[0] * shown[0] + shown[1] * shown[1], 1e-15);
                stepper.advance(row);
                assertArrayEquals(Arrays.copyOfRange(simulation.states().getFirst(), 6 * t, 6 * t + 6), before);
            }
            assertArrayEquals(Arrays.copyOfRange(simulation.states().getFirst(), 6 * STEPS, 6 * STEPS + 6),
                    stepper.states().getFirst());
        }
    }

    @Test
    void lossIsTheSameWhateverElseIsWanted() {
        for (Program program : List.of(program(), program(RATE))) {
            double loss = evaluate(program, 1L << 30, Set.of()).loss();
            assertTrue(loss > 0);
            for (Quantity wanted : Quantity.values()) {
                assertEquals(loss, evaluate(program, 1L << 30, Set.of(wanted)).loss(), wanted.toString());
            }
        }
    }

    @Test
    void deviceNamesTheNumberOfThreads() {
        try (CompiledModel model = compiled(program(), 0)) {
            assertEquals("JVM, interpreted", model.device());
        }
        assertEquals(new ExtensionId("interpreter"), extension().id());
    }
}
