package org.deltaw.testkit.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.deltaw.expr.Checker;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Formula;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.PackedTangentStep;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.TrajectoryInterpreter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The passes over expressions do not recurse over their depth: all run on a thread with a small stack. */
class LongChainsTest {
    private static final int LINKS = 6_000;
    private static final int LENGTH = 20_000;

    /** Takes long, and B23 of the backends' contract has them all in one chain. */
    @Tag("evidence")
    @Test
    void everyShapeIsDifferentiated() {
        LongChains.shapes(LINKS).forEach(LongChainsTest::assertDifferentiated);
    }

    @Test
    void productsAndSumsAreDifferentiated() {
        assertDifferentiated(() -> LongChains.shape("products and sums", LINKS));
    }

    /** Simplifies, differentiates in all modes, and interprets. */
    private static void assertDifferentiated(Supplier<TestModel> shape) {
        LongChains.onSmallStack(() -> {
            TestModel model = shape.get();
            ModelInput input = model.inputs().of(2, 1);
            Evaluation found = model.expected(input, BackendAgreement.ALL);
            double step = 1e-6;
            double[] theta = {model.parameters()[0] + step};
            double above = new TrajectoryInterpreter(model.program(), Long.MAX_VALUE).evaluate(input, theta, Set.of()).loss();
            theta[0] -= 2 * step;
            double below = new TrajectoryInterpreter(model.program(), Long.MAX_VALUE).evaluate(input, theta, Set.of()).loss();
            double slope = (above - below) / (2 * step);
            assertNotEquals(0, slope, model.name());
            assertEquals(slope, found.gradient()[0], 1e-5 * (1 + Math.abs(slope)), model.name());
            assertTrue(found.curvature()[0] > 0, model.name() + ": curvature " + found.curvature()[0]);
        });
    }

    /** What is detached once has no derivative however often it is detached again. */
    @Test
    void detachedOverAndOver() {
        LongChains.onSmallStack(() -> {
            Symbol w = Symbol.of(Symbol.Kind.STATE, "w");
            Symbol a = Symbol.of(Symbol.Kind.PARAMETER, "a");
            Expr chain = w.read().plus(a.read());
            Expr shifted = chain;
            for (int i = 0; i < LENGTH; i++) {
                chain = chain.detach();
                shifted = shifted.plus(1).detach();
            }
            Symbol shown = Symbol.of(Symbol.Kind.OUTPUT, "shown");
            Expr value = chain.plus(shifted).plus(a.read());
            StepGraph step = new StepGraph(List.of(w), List.of(value), List.of(new StepGraph.Output(shown, value)),
                    shown.read().squared());
            for (Program program : List.of(new Program(step, List.of(), List.of(), List.of(a)),
                    Program.of(step, List.of(), List.of(), List.of(a)))) {
                ModelInput input = new ModelInput(1, List.of(), List.of(), List.of(new double[] {3}));
                double[] theta = {4};
                Evaluation found = new TrajectoryInterpreter(program, Long.MAX_VALUE).evaluate(input, theta, BackendAgreement.ALL);
                double shows = 2 * 7 + LENGTH + 4;
                assertEquals(shows * shows, found.loss());
                assertEquals(2 * shows, found.gradient()[0]);
                assertEquals(0, found.initialStateGradient().getFirst()[0]);
                assertEquals(2, found.curvature()[0]);
                assertEquals(Map.of(), Checker.newerThan(1, program.expressions()));
            }
        });
    }

    @Test
    void mixedChainHasPackedTangents() {
        LongChains.onSmallStack(() -> {
            Program program = LongChains.mixed(LINKS).program();
            PackedTangentStep tangent = program.packedTangent().orElseThrow();
            assertEquals(program.tangent().orElseThrow().direction(), tangent.direction());
            assertEquals(program.tangent().orElseThrow().tangents(), tangent.tangents());
        });
    }

    @Test
    void formulaIsWritten() {
        LongChains.onSmallStack(() -> {
            Symbol w = Symbol.of(Symbol.Kind.STATE, "w");
            Expr sum = w.read();
            Expr nested = w.read();
            for (int i = 0; i < LENGTH; i++) {
                sum = sum.plus(Expr.constant(-1).times(w.read()));
                nested = nested.plus(1).tanh();
            }
            assertEquals("w" + " - w".repeat(LENGTH), Formula.of(sum));
            assertEquals("tanh(".repeat(LENGTH) + "w" + " + 1)".repeat(LENGTH), Formula.of(nested));
            assertTrue(nested.toString().length() < 200, nested.toString());
            assertTrue(nested.sameAs(Graph.substitute(nested, Map.of(w, w.read()))));
            assertEquals(List.of(w), nested.symbols());
        });
    }
}
