package org.deltaw.plugin.jvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
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
import org.deltaw.testkit.backend.PoolWorkers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the JVM has compiled so far must not show in the results: a run that is resumed starts cold. */
class SameBitsTest {
    private static final Axis PRE = new Axis("pre", 3);
    private static final Axis POST = new Axis("post", 11);
    private static final Symbol X = Symbol.of(Symbol.Kind.CHANNEL, "x", PRE);
    private static final Symbol W = Symbol.of(Symbol.Kind.STATE, "w", PRE, POST);
    private static final Symbol RATE = Symbol.of(Symbol.Kind.PARAMETER, "rate");
    private static final int STEPS = 40;
    /** Enough for the JVM to compile all of it with its best compiler. */
    private static final int EVALUATIONS = 5_000;

    @ParameterizedTest
    @EnumSource
    void firstAndLastEvaluationHaveTheSameBits(Precision precision) {
        double[] parameters = {0.05};
        Set<Quantity> wanted = Set.of(Quantity.values());
        try (CompiledModel model = new JvmBackend().compile(new NoSettings(), program(), context(precision));
                Batch batch = model.load(List.of(input()), new PoolWorkers(1))) {
            Evaluation first = batch.evaluate(Pairs.one(parameters, 0), wanted).getFirst();
            for (int i = 0; i < EVALUATIONS; i++) {
                batch.evaluate(Pairs.one(parameters, 0), wanted);
            }
            Evaluation last = batch.evaluate(Pairs.one(parameters, 0), wanted).getFirst();
            assertEquals(first.loss(), last.loss());
            assertArrayEquals(first.gradient(), last.gradient());
            assertArrayEquals(first.initialStateGradient().getFirst(), last.initialStateGradient().getFirst());
            assertArrayEquals(first.curvature(), last.curvature());
        }
    }

    /** Sums over neurons end in vectors that are filled in part, and differ in their order alone. */
    @ParameterizedTest
    @EnumSource
    void vectorsOfEveryWidthAgree(Precision precision) {
        double tolerance = precision == Precision.F64 ? 1e-12 : 1e-4;
        Evaluation scalar = evaluate(precision, 1);
        for (int lanes = 2; lanes <= Vectors.lanes(Real.of(precision)); lanes *= 2) {
            Evaluation vector = evaluate(precision, lanes);
            assertEquals(scalar.loss(), vector.loss(), tolerance * Math.abs(scalar.loss()));
            assertEquals(scalar.gradient()[0], vector.gradient()[0], tolerance * Math.abs(scalar.gradient()[0]));
            assertEquals(scalar.curvature()[0], vector.curvature()[0], tolerance * scalar.curvature()[0]);
        }
    }

    private static Evaluation evaluate(Precision precision, int lanes) {
        try (CompiledModel model = new JvmBackend(_ -> lanes).compile(new NoSettings(), program(), context(precision));
                Batch batch = model.load(List.of(input()), new PoolWorkers(1))) {
            return batch.evaluate(Pairs.one(new double[] {0.05}, 0), Set.of(Quantity.values())).getFirst();
        }
    }

    private static BackendContext context(Precision precision) {
        return new BackendContext(precision, 1L << 30);
    }

    private static ModelInput input() {
        RandomGenerator random = new Seed(1).generator();
        return new ModelInput(STEPS,
                List.of(random.doubles((long) STEPS * PRE.size(), -2, 2).toArray()), List.of(),
                List.of(random.doubles((long) PRE.size() * POST.size(), -1, 1).toArray()));
    }

    /** A network with every function that vectors compute, and a sum over the neurons within a step. */
    private static Program program() {
        Expr drive = X.read().times(W.read()).sum(PRE);
        Expr y = drive.tanh().plus(drive.sigmoid()).plus(drive.negate().exp().times(0.01))
                .plus(drive.softplus()).plus(drive.squared().plus(1).log());
        Expr logit = y.sum(POST);
        Expr change = Expr.outer(X.read(), y.minus(logit.times(0.01))).times(RATE.read());
        StepGraph step = new StepGraph(List.of(W), List.of(W.read().plus(change).tanh()), List.of(),
                logit.times(0.1).softplus());
        return Program.of(step, List.of(X), List.of(), List.of(RATE));
    }
}
