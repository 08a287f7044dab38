package org.deltaw.expr;

import static org.deltaw.expr.Example.POST;
import static org.deltaw.expr.Example.PRE;
import static org.deltaw.expr.Example.assertRefused;
import static org.deltaw.expr.Example.w;
import static org.deltaw.expr.Example.x;
import static org.deltaw.expr.Example.y;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TypingTest {
    private static final Expr LONGER = Symbol.of(Symbol.Kind.CHANNEL, "longer", new Axis("pre", 4)).read();

    @Test
    void smallerAxesAreContainedInLarger() {
        assertEquals(Axes.of(PRE, POST), w.plus(x).axes());
        assertEquals(Axes.of(PRE, POST), y.dividedBy(w).axes());
        assertEquals(Axes.of(PRE, POST), w.times(Expr.ONE).axes());
        assertEquals(Axes.of(PRE), Expr.ONE.minimum(x).axes());
    }

    @Test
    void outerProductTakesAnyAxes() {
        assertEquals(Axes.of(PRE, POST), Expr.outer(x, y).axes());
        assertEquals(Axes.of(PRE, POST), Expr.outer(x, w).axes());
    }

    @Test
    void accidentalOuterProductIsRefused() {
        assertRefused("'times' cannot combine x over (pre) with y over (post): neither has all axes of the other. "
                + "If every pair is meant, write outer(a, b).", () -> x.times(y));
        assertRefused("'plus' cannot combine x over (pre) with y over (post): neither has all axes of the other.",
                () -> x.plus(y));
        assertRefused("'greaterThan' cannot combine x^2 over (pre) with y over (post): "
                + "neither has all axes of the other.", () -> x.squared().greaterThan(y));
    }

    @Test
    void axesOfOneNameAndTwoSizesAreRefused() {
        String message = "Axis 'pre' is used with sizes 3 and 4; an axis has one size within an expression.";
        assertRefused(message, () -> x.plus(LONGER));
        assertRefused(message, () -> x.times(LONGER));
        assertRefused(message, () -> Expr.outer(x, LONGER));
        assertRefused(message, () -> Expr.where(x, LONGER, Expr.ZERO));
        assertRefused(message, () -> w.times(LONGER));
        assertRefused(message, () -> x.broadcast(Axes.of(new Axis("pre", 4))));
    }

    @Test
    void whereNeedsOneArgumentWithAllAxes() {
        assertEquals(Axes.of(PRE, POST), Expr.where(w, x, y).axes());
        assertEquals(Axes.of(PRE), Expr.where(Expr.ONE, x, Expr.ZERO).axes());
        assertRefused("'where' cannot combine axes (), (pre) and (post): none has all of them.",
                () -> Expr.where(Expr.ONE, x, y));
    }

    @Test
    void sumNeedsItsAxis() {
        assertEquals(Axes.of(POST), w.sum(PRE).axes());
        assertEquals(Axes.NONE, w.sum(Axes.of(PRE, POST)).axes());
        assertRefused("'sum' over axis 'post:2' of x, which has the axes [pre:3].", () -> x.sum(POST));
        assertRefused("'sum' over axis 'pre:4' of x, which has the axes [pre:3].", () -> x.sum(new Axis("pre", 4)));
    }

    @Test
    void renameNeedsItsAxisAndAFreeName() {
        Axis twin = PRE.named("twin");
        assertEquals(Axes.of(twin, POST), w.rename(PRE, twin).axes());
        assertRefused("'rename' over axis 'post:2' of x, which has the axes [pre:3].",
                () -> x.rename(POST, POST.named("other")));
        assertRefused("'rename' of axis 'pre:3' to 'twin:3' in x*rename(x, pre to twin), which has an axis of that "
                + "name already.", () -> Expr.outer(x, x.rename(PRE, twin)).rename(PRE, twin));
        assertRefused("Axis 'pre' of size 3 cannot be renamed to 'post' of size 2.", () -> x.rename(PRE, POST));
    }

    @Test
    void broadcastAddsOnlyNewAxes() {
        assertEquals(Axes.of(PRE, POST), x.broadcast(Axes.of(POST)).axes());
        assertEquals(Axes.of(PRE, POST), x.broadcast(Axes.of(PRE, POST)).axes());
        assertRefused("'broadcast' along axis 'pre:3', which x has already.",
                () -> Expr.of(new Op.Broadcast(Axes.of(PRE)), x));
    }

    @Test
    void indicatorMustFit() {
        Axis direction = new Axis("direction", 4);
        assertEquals(Axes.of(direction, PRE), Expr.of(new Op.Indicator(direction, 1, List.of(PRE))).axes());
        assertRefused("An indicator of 3 entries from 2 does not fit on axis 'direction' of size 4.",
                () -> new Op.Indicator(direction, 2, List.of(PRE)));
        assertRefused("An indicator of 3 entries from -1 does not fit on axis 'direction' of size 4.",
                () -> new Op.Indicator(direction, -1, List.of(PRE)));
        assertRefused("An indicator of 4 entries from 0 does not fit on axis 'direction' of size 4.",
                () -> new Op.Indicator(direction, 0, List.of(direction)));
    }

    @Test
    void powerPrimitiveStartsAtTwo() {
        assertRefused("A power primitive needs an exponent of at least 2, found 1.", () -> new Op.Power(1));
        assertRefused("A power primitive needs an exponent of at least 2, found -1.", () -> x.power(-1));
    }

    @Test
    void sumOfRepeatsEachTermAlongTheAxesItLacks() {
        assertEquals(Axes.of(PRE, POST), Expr.sumOf(List.of(x, y)).axes());
        assertEquals(Axes.of(PRE), Expr.sumOf(List.of(x)).axes());
        assertEquals(Axes.NONE, Expr.sumOf(List.of()).axes());
    }
}
