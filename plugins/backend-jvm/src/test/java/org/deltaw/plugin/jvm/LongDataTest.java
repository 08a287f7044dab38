package org.deltaw.plugin.jvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.StepGraph;
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
import org.deltaw.spi.backend.TrajectoryInterpreter;
import org.deltaw.testkit.backend.PoolWorkers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data that are more than are laid out at once: 2,000 inputs for each of several pairs, over more steps than one stretch of them has. */
class LongDataTest {
    private static final Axis PRE = new Axis("pre", 2000);
    private static final Symbol X = Symbol.of(Symbol.Kind.CHANNEL, "x", PRE);
    private static final Symbol S = Symbol.of(Symbol.Kind.STATE, "s");
    private static final Symbol DECAY = Symbol.of(Symbol.Kind.PARAMETER, "decay");
    private static final Symbol GAIN = Symbol.of(Symbol.Kind.PARAMETER, "gain");
    private static final double[] PARAMETERS = {0.7, 0.02};

    private static Program program() {
        Expr next = S.read().times(DECAY.read()).plus(X.read().sum(PRE).times(GAIN.read())).tanh();
        return Program.of(new StepGraph(List.of(S), List.of(next), List.of(), S.read().minus(0.1).squared()),
                List.of(X), List.of(), List.of(DECAY, GAIN));
    }

    private static ModelInput input(int steps) {
        RandomGenerator random = new Seed(steps).generator();
        return new ModelInput(steps, List.of(random.doubles((long) steps * PRE.size(), -0.5, 0.5).toArray()), List.of(),
                List.of(new double[] {0.2}));
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 30, 2_000})
    void resultsAreThoseOfTheReference(long memory) {
        List<ModelInput> inputs = List.of(input(300), input(700), input(511), input(513));
        Set<Quantity> all = EnumSet.allOf(Quantity.class);
        try (CompiledModel model = new JvmBackend().compile(new NoSettings(), program(), new BackendContext(Precision.F64, memory));
                Batch batch = model.load(inputs, new PoolWorkers(1))) {
            Pairs pairs = Pairs.of(PARAMETERS, inputs.size());
            List<Evaluation> found = batch.evaluate(pairs, all);
            List<Simulation> shown = new ArrayList<>();
            batch.simulate(pairs, EnumSet.of(SimulationPart.STATES), (_, simulation) -> shown.add(simulation));
            TrajectoryInterpreter reference = new TrajectoryInterpreter(program(), memory);
            for (int i = 0; i < inputs.size(); i++) {
                Evaluation expected = reference.evaluate(inputs.get(i), PARAMETERS, all);
                assertEquals(expected.loss(), found.get(i).loss(), 1e-11 * expected.loss());
                assertArrayEquals(expected.gradient(), found.get(i).gradient(), 1e-9);
                assertArrayEquals(expected.curvature(), found.get(i).curvature(), 1e-8);
                assertArrayEquals(expected.initialStateGradient().getFirst(), found.get(i).initialStateGradient().getFirst(), 1e-11);
                assertArrayEquals(reference.simulate(inputs.get(i), PARAMETERS, EnumSet.of(SimulationPart.STATES)).states().getFirst(),
                        shown.get(i).states().getFirst(), 1e-12);
            }
        }
    }

    @Test
    void noStepAndAHundredThousandStandSideBySide() {
        Symbol x = Symbol.of(Symbol.Kind.CHANNEL, "x");
        Expr next = S.read().times(DECAY.read()).plus(x.read().times(GAIN.read())).tanh();
        Program program = Program.of(new StepGraph(List.of(S), List.of(next), List.of(), S.read().minus(0.1).squared()),
                List.of(x), List.of(), List.of(DECAY, GAIN));
        List<ModelInput> inputs = IntStream.of(1, 100_000, 0, 3, 70_001).mapToObj(steps -> new ModelInput(steps,
                List.of(new Seed(steps).generator().doubles(steps, -0.5, 0.5).toArray()), List.of(), List.of(new double[] {0.2}))).toList();
        try (CompiledModel model = new JvmBackend().compile(new NoSettings(), program, new BackendContext(Precision.F64, 1L << 30));
                Batch batch = model.load(inputs, new PoolWorkers(2))) {
            List<Evaluation> found = batch.evaluate(Pairs.of(PARAMETERS, inputs.size()), EnumSet.of(Quantity.GRADIENT));
            TrajectoryInterpreter reference = new TrajectoryInterpreter(program, 1L << 30);
            for (int i = 0; i < inputs.size(); i++) {
                Evaluation expected = reference.evaluate(inputs.get(i), PARAMETERS, EnumSet.of(Quantity.GRADIENT));
                assertEquals(expected.loss(), found.get(i).loss(), 1e-11 * expected.loss());
                assertArrayEquals(expected.gradient(), found.get(i).gradient(), 1e-9 * Math.max(1, Math.abs(expected.gradient()[1])));
            }
        }
    }
}
