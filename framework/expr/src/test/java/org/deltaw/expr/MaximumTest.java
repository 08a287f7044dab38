package org.deltaw.expr;

import static org.deltaw.expr.Example.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.differentiate.Forward;
import org.deltaw.expr.differentiate.Reverse;
import org.deltaw.expr.simplify.Simplifier;
import org.deltaw.expr.simplify.Work;
import org.junit.jupiter.api.Test;

/** The greatest value over an axis, and what is built of it. */
class MaximumTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;
    private static final double NONE = Double.NaN;
    private static final Axis I = new Axis("i", 3);
    private static final Axis J = new Axis("j", 2);
    private static final Symbol X = Symbol.of(Symbol.Kind.PARAMETER, "x", I);
    private static final Symbol Y = Symbol.of(Symbol.Kind.PARAMETER, "y", J, I);
    private static final Symbol C = Symbol.of(Symbol.Kind.CHANNEL, "c");
    private static final Expr x = X.read();
    private static final Expr y = Y.read();
    private static final Expr c = C.read();

    private static double[] of(double... values) {
        return values;
    }

    private static double value(Expr expression, double... values) {
        return Interpreter.evaluate(List.of(expression), Map.of(X, values, C, of(-2))).getFirst()[0];
    }

    /** Differentiates by x, in both modes and simplified, which must agree. */
    private static double[] slope(Expr expression, double... values) {
        Map<Symbol, double[]> at = Map.of(X, values, C, of(-2));
        Expr gradient = Reverse.gradient(List.of(expression), List.of(Expr.ONE), List.of(X)).getFirst();
        double[] reverse = Interpreter.evaluate(List.of(gradient), at).getFirst();
        assertArrayEquals(reverse, Interpreter.evaluate(List.of(Simplifier.simplify(gradient)), at).getFirst(), 1e-15);
        Axis direction = new Axis("direction", 3);
        Expr unit = Expr.of(new Op.Indicator(direction, 0, List.of(I)));
        Expr tangent = Forward.tangents(List.of(expression), Map.of(X, unit), direction).getFirst();
        assertArrayEquals(reverse, Interpreter.evaluate(List.of(tangent), at).getFirst(), 1e-15);
        return reverse;
    }

    @Test
    void everyRowHasItsOwn() {
        double[] rows = Interpreter.evaluate(List.of(y.maximum(I), y.maximum(J), y.maximum(I).maximum(J)),
                Map.of(Y, of(1, 9, -3, 4, 2, 7))).stream().flatMapToDouble(java.util.Arrays::stream).toArray();
        assertArrayEquals(of(9, 7, 4, 9, 7, 9), rows);
    }

    @Test
    void greatestTakesTheDerivative() {
        assertArrayEquals(of(0, 1, 0), slope(x.maximum(I), 1, 4, 3));
        assertArrayEquals(of(0, 0, -7), slope(x.maximum(I).times(-7), 1, 4, 4.5), 1e-15);
        assertArrayEquals(of(8, 0, 0), slope(x.squared().maximum(I), 4, 1, -3), 1e-15);
    }

    @Test
    void equalValuesShareTheDerivative() {
        assertArrayEquals(of(0.5, 0, 0.5), slope(x.maximum(I), 4, 1, 4));
        assertArrayEquals(of(2, 2, 2), slope(x.maximum(I).times(6), 4, 4, 4));
        assertArrayEquals(of(0.5, 0.5, 0), slope(x.maximum(I), 0.0, -0.0, -1));
    }

    @Test
    void noNumberIsNotPassedOver() {
        for (double[] values : List.of(of(NONE, 1, 2), of(1, NONE, 2), of(1, 2, NONE), of(INFINITE, NONE, 2))) {
            assertTrue(Double.isNaN(value(x.maximum(I), values)));
        }
    }

    @Test
    void infinitiesAreValues() {
        assertEquals(INFINITE, value(x.maximum(I), 1, INFINITE, 3));
        assertEquals(-3, value(x.maximum(I), -INFINITE, -INFINITE, -3));
        assertEquals(-INFINITE, value(x.maximum(I), -INFINITE, -INFINITE, -INFINITE));
        assertArrayEquals(of(0, 1, 0), slope(x.maximum(I), 1, INFINITE, 3));
        assertArrayEquals(of(0, 0, 1), slope(x.maximum(I), -INFINITE, -INFINITE, -3));
    }

    @Test
    void axisOfOneEntryIsTakenAway() {
        Axis one = new Axis("one", 1);
        Symbol single = Symbol.of(Symbol.Kind.PARAMETER, "single", one);
        Expr gradient = Reverse.gradient(List.of(single.read().maximum(one)), List.of(Expr.ONE), List.of(single)).getFirst();
        assertArrayEquals(of(1), Interpreter.evaluate(List.of(gradient), Map.of(single, of(-5))).getFirst());
        assertEquals(Axes.NONE, single.read().maximum(one).axes());
    }

    @Test
    void axisThatIsNotThereIsRefused() {
        assertRefused("'maximum' over axis 'j:2' of x, which has the axes [i:3].", () -> x.maximum(J));
    }

    /** What a sum gives up to its outside, a maximum keeps: c is negative here, so the greatest of c*x is not c times that of x. */
    @Test
    void factorsOfUnknownSignStayInside() {
        Expr simple = Simplifier.simplify(Expr.outer(c, x).maximum(I));
        assertEquals("maximum(c*x, i)", Formula.of(simple));
        assertEquals(-2, value(simple, 1, 4, 3));
    }

    @Test
    void equalEntriesAreTheirMaximum() {
        assertTrue(Simplifier.simplify(c.broadcast(Axes.of(I, J)).maximum(I)).sameAs(c.broadcast(Axes.of(J))));
        assertTrue(Simplifier.simplify(Expr.constant(4).broadcast(Axes.of(I)).maximum(I)).isConstant(4));
    }

    @Test
    void choicesAreMadeOutside() {
        Expr simple = Simplifier.simplify(Expr.where(c, Expr.where(c.greaterThan(Expr.ONE), x, Expr.ZERO), x.times(2)).maximum(I));
        assertEquals("where(c, where(c > 1, maximum(x, i), 0), maximum(2*x, i))", Formula.of(simple));
        assertEquals(0, value(simple, 1, 4, 3));
        assertEquals(3, Work.of(List.of(x.maximum(I))));
    }

    @Test
    void softmaxSumsToOneWithoutOverflow() {
        double[] softmax = Interpreter.evaluate(List.of(x.softmax(I)), Map.of(X, of(1000, 1000 + Math.log(3), -1000))).getFirst();
        assertArrayEquals(of(0.25, 0.75, 0), softmax, 1e-13);
        assertArrayEquals(of(0.25, 0.75, 0), slope(x.logSumExp(I), 1000, 1000 + Math.log(3), -1000), 1e-13);
        assertEquals(-1000 + Math.log(4), value(x.logSumExp(I), -1000, -1000 + Math.log(3), -INFINITE), 1e-12);
        assertTrue(Double.isNaN(value(x.logSumExp(I), -INFINITE, -INFINITE, -INFINITE)));
    }

    /** Its derivative is p * (1 - p) on the diagonal and -p * q beside it. */
    @Test
    void softmaxHasItsDerivative() {
        Expr first = x.softmax(I).times(Expr.of(new Op.Indicator(I, 0, List.of()))).sum(I);
        assertArrayEquals(of(0.25 * 0.75, -0.25 * 0.75, 0), slope(first, 0, Math.log(3), -INFINITE), 1e-15);
    }

    @Test
    void differencesAgreeAwayFromTies() {
        double[] at = {0.3, -0.2, 0.7};
        Expr expression = x.tanh().times(c).maximum(I).exp().plus(x.times(x.maximum(I)).sum(I)).plus(x.logSumExp(I));
        double[] found = slope(expression, at);
        List<Double> expected = new ArrayList<>();
        for (int i = 0; i < at.length; i++) {
            double[] above = at.clone();
            double[] below = at.clone();
            above[i] += 1e-5;
            below[i] -= 1e-5;
            expected.add((value(expression, above) - value(expression, below)) / 2e-5);
        }
        assertArrayEquals(expected.stream().mapToDouble(Double::doubleValue).toArray(), found, 1e-9);
    }
}
