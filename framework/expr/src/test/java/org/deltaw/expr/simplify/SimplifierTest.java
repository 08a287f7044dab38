package org.deltaw.expr.simplify;

import static org.deltaw.expr.Example.POST;
import static org.deltaw.expr.Example.PRE;
import static org.deltaw.expr.Example.U;
import static org.deltaw.expr.Example.a;
import static org.deltaw.expr.Example.b;
import static org.deltaw.expr.Example.r;
import static org.deltaw.expr.Example.u;
import static org.deltaw.expr.Example.w;
import static org.deltaw.expr.Example.x;
import static org.deltaw.expr.Example.y;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Example;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Formula;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;
import org.junit.jupiter.api.Test;

/** Each rule of the simplifier on the smallest example of it. Values are compared, too, with the gate on and off. */
class SimplifierTest {
    private static final Axes BOTH = Axes.of(PRE, POST);

    private static void assertSimplified(String expected, Expr expression) {
        Expr simple = Simplifier.simplify(expression);
        assertEquals(expected, Formula.of(simple));
        assertEquals(expression.axes(), simple.axes());
        for (double gate : new double[] {0, 1}) {
            Map<Symbol, double[]> values = new HashMap<>(Example.VALUES);
            values.put(U, new double[] {gate});
            assertArrayEquals(
                    Interpreter.evaluate(List.of(expression), values).getFirst(),
                    Interpreter.evaluate(List.of(simple), values).getFirst(), 1e-9, "with gate " + gate);
        }
    }

    @Test
    void constantsAreFolded() {
        assertSimplified("7", Expr.constant(2).times(3).plus(1));
        assertSimplified("0.5", Expr.ZERO.sigmoid());
        assertSimplified("8", Expr.constant(2).power(3));
        assertSimplified("3", Expr.constant(3).maximum(Expr.ONE));
        assertSimplified("0.5", Expr.ONE.dividedBy(Expr.constant(2)));
        assertSimplified("6*a", a.times(2).times(3));
        assertSimplified("-0.25", Expr.constant(-1).leakyRelu(0.25));
        assertSimplified("3", Expr.ONE.broadcast(x.axes()).sum(PRE));
    }

    @Test
    void zeroAndOneDisappear() {
        assertSimplified("a", a.plus(0));
        assertSimplified("a", Expr.ZERO.plus(a));
        assertSimplified("a", a.minus(0));
        assertSimplified("(-1)*a", Expr.ZERO.minus(a));
        assertSimplified("a", a.times(1));
        assertSimplified("0", a.times(0));
        assertSimplified("0", x.times(0).sum(PRE));
        assertSimplified("a", a.dividedBy(Expr.ONE));
        assertSimplified("0", a.minus(a));
        assertSimplified("x", x.plus(Expr.ZERO.broadcast(x.axes())));
    }

    @Test
    void likeTermsAreCollected() {
        assertSimplified("3*a", a.plus(a).plus(a));
        assertSimplified("2*a*r", a.times(r).plus(r.times(a)));
        assertSimplified("a", a.times(3).minus(a.times(2)));
        assertSimplified("a + b", a.plus(b.minus(r)).plus(r));
    }

    @Test
    void powersAreCollectedAndComputedBySquaring() {
        assertSimplified("a^2", a.times(a));
        assertSimplified("a^2*a", a.times(a).times(a));
        assertSimplified("(a^2)^2", a.power(4));
        assertSimplified("(a^2)^2*a", a.squared().times(a.power(3)));
        assertSimplified("(a*b)^2", a.squared().times(b.squared()));
        assertSimplified("(a^2*b)^2*a", a.power(5).times(b.squared()));
        assertSimplified("((a^2)^2)^2", a.power(4).squared());
    }

    @Test
    void sumsOfProductsBecomeHornerForm() {
        assertSimplified("1 + a*(a*(a + 5) + 2)", a.power(3).plus(a.squared().times(5)).plus(a.times(2)).plus(1));
        assertSimplified("a^2*(1 + a^2*a)", a.power(5).plus(a.squared()));
        assertSimplified("(b + r)*a", a.times(b).plus(a.times(r)));
    }

    @Test
    void mostVariedFactorStandsOutermost() {
        Expr sum = Expr.sumOf(List.of(Expr.outer(x, w), Expr.outer(y, w), w, x, y));
        assertSimplified("y + x + (1 + y + x)*w", sum);
    }

    @Test
    void signsCostNothing() {
        assertSimplified("b - a", Expr.ZERO.minus(a).plus(b));
        assertSimplified("x - a", a.negate().plus(x));
        assertSimplified("r - a - b", r.minus(a).minus(b));
        assertSimplified("a - x", a.minus(x));
        assertSimplified("(-1)*(a + x)", a.negate().minus(x));
    }

    @Test
    void factorsAreTakenOutOfSums() {
        assertSimplified("a*sum(x, pre)", x.times(a).sum(PRE));
        assertSimplified("2*a*sum(x, pre)", x.times(a).times(2).sum(PRE));
        assertSimplified("y*sum(w, pre)", w.times(y).sum(PRE));
        assertSimplified("sum(y, post)*sum(x, pre)", Expr.outer(x, y).sum(BOTH));
        assertSimplified("a*sum(x, pre) + y*sum(w, pre)", Expr.outer(a, x).plus(w.times(y)).sum(PRE));
        assertSimplified("3*a", a.broadcast(x.axes()).sum(PRE));
        assertSimplified("sum(x, pre) + 3*y", w.times(0).plus(y).plus(x).sum(PRE));
        assertSimplified("sum(x + w, pre)", x.plus(w).sum(PRE));
    }

    @Test
    void repeatedValuesAreComputedOnce() {
        Expr simple = Simplifier.simplify(x.broadcast(BOTH).tanh());
        assertTrue(simple.op() instanceof Op.Broadcast, simple.toString());
        assertEquals(x.axes(), simple.argument(0).axes());
        assertSimplified("(a + b)*y", y.times(a).plus(y.times(b)));
    }

    @Test
    void renamesCancel() {
        Axis twin = PRE.named("twin");
        Axis third = PRE.named("third");
        assertSimplified("x", x.rename(PRE, twin).rename(twin, PRE));
        assertSimplified("rename(x, pre to third)", x.rename(PRE, twin).rename(twin, third));
        assertSimplified("y", y.broadcast(BOTH).rename(PRE, twin));
    }

    @Test
    void knownChoicesAreMade() {
        assertSimplified("x", Expr.where(Expr.ONE, x, x.tanh()));
        assertSimplified("a", Expr.where(Expr.ZERO, x, a.broadcast(x.axes())));
        assertSimplified("x", Expr.where(Expr.constant(-0.5), x, x.tanh()));
        assertSimplified("x", Expr.where(u, x, x));
        assertSimplified("where(u, x, y)", Expr.where(u, Expr.where(u, x.broadcast(BOTH), w), y));
        assertSimplified("where(u, a, b)", Expr.where(u, a, Expr.where(u, r, b)));
    }

    @Test
    void gateStandsOutsideOfProductsAndSums() {
        assertSimplified("where(u, a*x, 0)", Expr.where(u, x, Expr.ZERO).times(a));
        assertSimplified("where(u, 0, y*x)", Expr.outer(Expr.where(u, Expr.ZERO, x), y));
        assertSimplified("where(u, sum(x, pre), 0)", Expr.where(u, x, Expr.ZERO).sum(PRE));
        assertSimplified("where(u, sum(x, pre), 3)", Expr.where(u, x, Expr.ONE).sum(PRE));
        assertSimplified("where(u, a + x, b)", Expr.where(u, x, b).plus(Expr.where(u, a, Expr.ZERO)));
        assertSimplified("where(u, a, 0) + where(r, b, 0)",
                Expr.where(u, a, Expr.ZERO).plus(Expr.where(r, b, Expr.ZERO)));
    }

    @Test
    void choiceByEntryStaysWhereItIs() {
        assertSimplified("a*sum(where(x > 0, x, 0), pre)",
                Expr.where(x.greaterThan(Expr.ZERO), x, Expr.ZERO).times(a).sum(PRE));
    }

    @Test
    void sharedProductIsComputedOnce() {
        Expr product = a.times(b);
        List<Expr> simple = Simplifier.simplify(List.of(product.times(r), product.plus(1), r.times(b).tanh()));
        Expr shared = simple.get(0).argument(0);
        assertEquals("a*b", Formula.of(shared));
        assertTrue(simple.get(1).arguments().contains(shared), simple.toString());
    }

    @Test
    void equalPartsBecomeOne() {
        List<Expr> simple = Simplifier.simplify(List.of(a.plus(b).tanh(), b.plus(a).tanh()));
        assertSame(simple.get(0), simple.get(1));
    }

    @Test
    void resultDoesNotDependOnTheRun() {
        Expr expression = Expr.sumOf(List.of(Expr.outer(x, y), w, r.times(a), a.times(b), x.times(b), y.times(r)));
        String first = Formula.of(Simplifier.simplify(expression));
        for (int i = 0; i < 20; i++) {
            assertEquals(first, Formula.of(Simplifier.simplify(expression)));
        }
    }
}
