package org.deltaw.plugin.nd4j.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.spi.backend.Program;
import org.junit.jupiter.api.Test;

class LoweringTest {
    private static final Symbol GATE = Symbol.of(Symbol.Kind.CHANNEL, "gate");

    @Test
    void sumOfManyProductsIsAMatrixProduct() {
        assertEquals(1, count(Lowering.plan(Recurrence.advance(layer(40, 20))), Instruction.Product.class));
        assertEquals(0, count(Lowering.plan(Recurrence.advance(layer(3, 2))), Instruction.Product.class));
        assertEquals(1, count(Lowering.plan(Recurrence.advance(layer(3, 2))), Instruction.Reduce.class));
    }

    @Test
    void whatServesOnlyAnOpenGateIsGuardedByIt() {
        List<Scheduled> loop = phase(Lowering.plan(Recurrence.advance(layer(3, 2))), Phase.LOOP);
        assertTrue(loop.size() > 3, loop.toString());
        assertEquals(Optional.empty(), loop.getLast().guard());
        loop.subList(0, loop.size() - 1)
                .forEach(each -> assertEquals(Optional.of(new Guard(GATE, true)), each.guard(), each.toString()));
    }

    @Test
    void onlyWhatNeedsTheStepBeforeIsInTheLoop() {
        for (Recurrence recurrence : List.of(Recurrence.advance(layer(3, 2)), Recurrence.back(layer(3, 2)))) {
            Plan plan = Lowering.plan(recurrence);
            for (Scheduled each : phase(plan, Phase.LOOP)) {
                assertTrue(each.instruction().sources().stream().anyMatch(source -> source.level() == Level.LOOP),
                        each.toString());
            }
            assertTrue(!phase(plan, Phase.EARLY).isEmpty(), "nothing is known before");
        }
    }

    @Test
    void placesAreUsedAgain() {
        Plan plan = Lowering.plan(Recurrence.back(layer(3, 2)));
        int places = new Slots(plan).kinds().size();
        assertTrue(places < plan.instructions().size() * 3 / 4, places + " places for " + plan.instructions().size());
    }

    private static long count(Plan plan, Class<? extends Instruction> kind) {
        return plan.instructions().stream().filter(each -> kind.isInstance(each.instruction())).count();
    }

    private static List<Scheduled> phase(Plan plan, Phase phase) {
        return plan.instructions().stream().filter(each -> each.phase() == phase).toList();
    }

    private static Program layer(int inputs, int neurons) {
        Axis pre = new Axis("pre", inputs);
        Axis post = new Axis("post", neurons);
        Symbol x = Symbol.of(Symbol.Kind.CHANNEL, "x", pre);
        Symbol w = Symbol.of(Symbol.Kind.STATE, "w", pre, post);
        Symbol theta = Symbol.of(Symbol.Kind.PARAMETER, "theta");
        Symbol activity = Symbol.of(Symbol.Kind.OUTPUT, "activity", post);
        Expr y = x.read().times(w.read()).sum(pre).tanh();
        Expr learned = w.read().plus(Expr.outer(x.read().times(theta.read()), y).broadcast(Axes.of(pre, post)));
        StepGraph step = new StepGraph(List.of(w), List.of(Expr.where(GATE.read(), learned, w.read())),
                List.of(new StepGraph.Output(activity, y)), activity.read().squared().sum(post));
        return Program.of(step, List.of(x, GATE), List.of(), List.of(theta));
    }
}
