package org.deltaw.plugin.jvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.List;
import java.util.random.RandomGenerator;
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
import org.deltaw.spi.backend.TrajectoryInterpreter;
import org.deltaw.testkit.backend.PoolWorkers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A single value that takes more operations than a method holds is computed in several, and in several classes if need be. */
@Tag("evidence")
class LongExpressionTest {
    private static final Axis POST = new Axis("post", 9);
    private static final Symbol X = Symbol.of(Symbol.Kind.CHANNEL, "x", POST);
    private static final Symbol W = Symbol.of(Symbol.Kind.STATE, "w", POST);
    private static final Symbol A = Symbol.of(Symbol.Kind.PARAMETER, "a");

    @ParameterizedTest
    @CsvSource({"150, 1", "600, 1", "5000, 2"})
    void longChainIsComputedInParts(int operations, int classes) {
        Expr chain = W.read();
        for (int i = 0; i < operations; i++) {
            Expr term = chain.times(X.read()).plus(A.read().times(0.01 * (i % 7)));
            chain = i % 50 == 0 ? term.abs().plus(1).sqrt() : term.maximum(W.read().times(0.1));
        }
        StepGraph step = new StepGraph(List.of(W), List.of(chain), List.of(), chain.squared().sum(POST));
        Program program = Program.of(step, List.of(X), List.of(), List.of(A));
        RandomGenerator random = new Seed(3).generator();
        ModelInput input = new ModelInput(3, List.of(random.doubles(3L * POST.size(), -1, 1).toArray()), List.of(),
                List.of(random.doubles(POST.size(), -1, 1).toArray()));
        double[] parameters = {0.7};
        Evaluation expected = new TrajectoryInterpreter(program, Long.MAX_VALUE)
                .evaluate(input, parameters, EnumSet.allOf(Quantity.class));
        BackendContext context = new BackendContext(Precision.F64, 1L << 30);
        for (JvmBackend backend : List.of(new JvmBackend(), new JvmBackend(_ -> 1))) {
            try (CompiledModel model = backend.compile(new NoSettings(), program, context);
                    Batch batch = model.load(List.of(input), new PoolWorkers(1))) {
                Evaluation actual = batch.evaluate(Pairs.one(parameters, 0), EnumSet.allOf(Quantity.class)).getFirst();
                long forward = model.code().stream().filter(code -> code.title().startsWith("forward step")).count();
                assertEquals(classes, forward, "classes of the forward step");
                assertEquals(expected.loss(), actual.loss(), 1e-12 * expected.loss());
                assertArrayEquals(expected.gradient(), actual.gradient(), 1e-11 * Math.abs(expected.gradient()[0]));
                assertArrayEquals(expected.initialStateGradient().getFirst(),
                        actual.initialStateGradient().getFirst(), 1e-11);
                assertArrayEquals(expected.curvature(), actual.curvature(), 1e-11 * expected.curvature()[0]);
            }
        }
    }
}
