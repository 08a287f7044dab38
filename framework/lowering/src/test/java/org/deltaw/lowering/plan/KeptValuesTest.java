package org.deltaw.lowering.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.junit.jupiter.api.Test;

class KeptValuesTest {
    private static final Axis POST = new Axis("post", 3);
    private static final Symbol DRIVE = Symbol.of(Symbol.Kind.STATE, "drive", POST);
    private static final Symbol GATE = Symbol.of(Symbol.Kind.CHANNEL, "gate");
    private static final Symbol ADJOINT = Symbol.of(Symbol.Kind.ADJOINT, "drive", POST);

    private static Expr activity() {
        return DRIVE.read().times(2).tanh();
    }

    @Test
    void wayBackReadsAFunctionThatTheStepComputes() {
        Expr slope = Expr.ONE.minus(activity().squared());
        KeptValues kept = KeptValues.of(List.of(activity().sum(POST)), List.of(ADJOINT.read().times(slope)), true);
        assertEquals(List.of("tanh(drive*2)"), kept.values().values().stream().map(Expr::toString).toList());
        Symbol symbol = kept.values().keySet().iterator().next();
        assertEquals(List.of(POST), symbol.axes());
        assertTrue(kept.backward().getFirst().symbols().contains(symbol));
        assertTrue(!kept.backward().getFirst().symbols().contains(DRIVE), "the state is still read");
    }

    @Test
    void whatTheStepDoesNotComputeIsNotKept() {
        KeptValues kept = KeptValues.of(List.of(DRIVE.read().sum(POST)), List.of(activity()), true);
        assertTrue(kept.values().isEmpty());
        assertEquals("tanh(drive*2)", kept.backward().getFirst().toString());
    }

    @Test
    void whatIsCheapIsComputedAgain() {
        Expr product = DRIVE.read().times(2).squared();
        assertTrue(KeptValues.of(List.of(product), List.of(product.times(ADJOINT.read())), true).values().isEmpty());
    }

    @Test
    void functionThatOnlyAnotherKeptOneNeedsIsNotKept() {
        Expr outer = activity().sigmoid();
        KeptValues kept = KeptValues.of(List.of(outer), List.of(outer.times(ADJOINT.read())), true);
        assertEquals(1, kept.values().size());
        assertEquals("sigmoid", kept.values().values().iterator().next().op().word());
    }

    @Test
    void whatIsComputedOnlyWhereAGateIsOpenIsNotKeptUnlessBothBranchesAlwaysAre() {
        Expr step = Expr.where(GATE.read(), activity(), DRIVE.read());
        List<Expr> back = List.of(activity().times(ADJOINT.read()));
        assertTrue(KeptValues.of(List.of(step), back, true).values().isEmpty());
        assertEquals(1, KeptValues.of(List.of(step), back, false).values().size());
    }
}
