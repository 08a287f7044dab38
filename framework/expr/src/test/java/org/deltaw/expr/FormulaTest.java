package org.deltaw.expr;

import static org.deltaw.expr.Example.POST;
import static org.deltaw.expr.Example.PRE;
import static org.deltaw.expr.Example.a;
import static org.deltaw.expr.Example.r;
import static org.deltaw.expr.Example.w;
import static org.deltaw.expr.Example.x;
import static org.deltaw.expr.Example.y;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FormulaTest {
    private static void assertFormula(String expected, Expr expression) {
        assertEquals(expected, Formula.of(expression));
        assertEquals(expected, expression.toString());
    }

    @Test
    void bracketsStandOnlyWhereTheyAreNeeded() {
        assertFormula("a + r*a", a.plus(r.times(a)));
        assertFormula("(a + r)*a", a.plus(r).times(a));
        assertFormula("a - (r - a)", a.minus(r.minus(a)));
        assertFormula("a - r - a", a.minus(r).minus(a));
        assertFormula("a + r - a", a.plus(r.minus(a)));
        assertFormula("a - (r + a)", a.minus(r.plus(a)));
        assertFormula("a/(r/a)", a.dividedBy(r.dividedBy(a)));
        assertFormula("a/(r*a)", a.dividedBy(r.times(a)));
        assertFormula("a*r/a", a.times(r).dividedBy(a));
        assertFormula("a*(r > a)", a.times(r.greaterThan(a)));
        assertFormula("(a + r)^2", a.plus(r).squared());
        assertFormula("(a*r)^2", a.times(r).squared());
        assertFormula("(a^2)^3", a.squared().power(3));
    }

    @Test
    void numbersAreShort() {
        assertFormula("a*2", a.times(2));
        assertFormula("-0.05 + a", Expr.constant(-0.05).plus(a));
        assertFormula("a*(-2)", a.times(-2));
        assertFormula("(-3)^2", Expr.constant(-3).squared());
        assertEquals("3", Formula.number(3));
        assertEquals("-0.05", Formula.number(-0.05));
        assertEquals("1.5E-7", Formula.number(1.5e-7));
        assertEquals("1000000", Formula.number(1e6));
        assertEquals("1.0E15", Formula.number(1e15));
        assertEquals("NaN", Formula.number(Double.NaN));
        assertEquals("-Infinity", Formula.number(Double.NEGATIVE_INFINITY));
        assertEquals("0", Formula.number(-0.0));
    }

    @Test
    void addingWhatIsNegativeIsSubtracting() {
        Expr minusThree = Expr.constant(-3);
        assertFormula("a - 3", a.plus(-3));
        assertFormula("a + 3", a.minus(-3));
        assertFormula("a - 3*r", a.plus(minusThree.times(r)));
        assertFormula("a - 3*r*x", a.plus(Expr.outer(minusThree.times(r), x)));
        assertFormula("a - 3/r", a.plus(minusThree.dividedBy(r)));
        assertFormula("a - r", a.plus(Expr.constant(-1).times(r)));
        assertFormula("a - 1/r", a.plus(Expr.constant(-1).dividedBy(r)));
        assertFormula("a - 3*(r + a)", a.plus(minusThree.times(r.plus(a))));
        assertFormula("a - (r + a)", a.plus(Expr.constant(-1).times(r.plus(a))));
        assertFormula("(a - 3)*r", a.plus(-3).times(r));
        assertFormula("x - 3", x.plus(minusThree.broadcast(Axes.of(PRE))));
    }

    @Test
    void reportsShowFourDigits() {
        assertEquals("0.1235", Formula.rounded(0.123456));
        assertEquals("-12350", Formula.rounded(-12345.6));
        assertEquals("3", Formula.rounded(3));
        assertEquals("0", Formula.rounded(0));
        assertEquals("1.235E-7", Formula.rounded(1.23456e-7));
        assertEquals("1.235E+9", Formula.rounded(1.23456e9));
        assertEquals("NaN", Formula.rounded(Double.NaN));
        assertEquals("infinity", Formula.rounded(Double.POSITIVE_INFINITY));
    }

    @Test
    void callsNameTheirPrimitive() {
        assertFormula("sum(x*w, pre)", x.times(w).sum(PRE));
        assertFormula("x*y", Expr.outer(x, y));
        assertFormula("sigmoid(a + 1)", a.plus(1).sigmoid());
        assertFormula("minimum(a, maximum(r, 0))", a.minimum(r.maximum(Expr.ZERO)));
        assertFormula("where(r > 0, x, 0)", Expr.where(r.greaterThan(Expr.ZERO), x, Expr.ZERO));
        assertFormula("leakyRelu(a, 0.01)", a.leakyRelu(0.01));
        assertFormula("rename(x, pre to again)", x.rename(PRE, PRE.named("again")));
        assertFormula("unit(pre, 1)", Expr.of(new Op.Indicator(PRE, 1, List.of())));
        assertFormula("x", x.broadcast(Axes.of(POST)));
    }

    @Test
    void longFormulasAreCutInMessagesOnly() {
        Expr sum = a;
        for (int i = 0; i < 100; i++) {
            sum = sum.plus(i);
        }
        String shown = sum.toString();
        assertEquals(121, shown.length());
        assertTrue(shown.startsWith("a + 0 + 1 + 2 + 3"), shown);
        assertTrue(shown.endsWith("…"), shown);
        assertTrue(Formula.of(sum).endsWith(" + 98 + 99"));
    }

    @Test
    void hugeSharedExpressionIsShownAtOnce() {
        Expr product = a;
        for (int i = 0; i < 60; i++) {
            product = product.times(product);
        }
        assertTrue(product.toString().startsWith("a*a*a*a"), product.toString());
    }
}
