package org.deltaw.expr.simplify;

import static org.deltaw.expr.Example.POST;
import static org.deltaw.expr.Example.PRE;
import static org.deltaw.expr.Example.a;
import static org.deltaw.expr.Example.w;
import static org.deltaw.expr.Example.x;
import static org.deltaw.expr.Example.y;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.deltaw.expr.Expr;
import org.junit.jupiter.api.Test;

class WorkTest {
    private static void assertWork(long expected, Expr... roots) {
        assertEquals(expected, Work.of(List.of(roots)));
    }

    @Test
    void elementwisePrimitivesCountTheirResult() {
        assertWork(1, a.tanh());
        assertWork(6, Expr.outer(x, y));
        assertWork(6, w.plus(a));
        assertWork(6, Expr.where(a, w, x));
        assertWork(3 * 2, x.power(3));
    }

    @Test
    void sumsCountTheirArgument() {
        assertWork(6, w.sum(PRE));
        assertWork(6 + 2, w.sum(PRE).sum(POST));
    }

    @Test
    void whatIsOnlyReadCountsNothing() {
        assertWork(0, x.broadcast(w.axes()), w.rename(PRE, PRE.named("again")), a, Expr.ONE);
    }

    @Test
    void sharedPartsCountOnce() {
        Expr shared = x.exp();
        assertWork(3 + 3 + 3, shared.plus(1), shared.minus(1));
    }
}
