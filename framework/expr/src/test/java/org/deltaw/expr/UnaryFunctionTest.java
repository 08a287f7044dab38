package org.deltaw.expr;

import static org.deltaw.expr.UnaryFunction.ABS;
import static org.deltaw.expr.UnaryFunction.SIGMOID;
import static org.deltaw.expr.UnaryFunction.SIGN;
import static org.deltaw.expr.UnaryFunction.SOFTPLUS;
import static org.deltaw.expr.UnaryFunction.TANH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.deltaw.expr.differentiate.Reverse;
import org.junit.jupiter.api.Test;

/** The elementwise functions where a plain formula would overflow or lose digits, and at their kinks. */
class UnaryFunctionTest {
    /** exp(-40), to all digits. */
    private static final double TINY = 4.248354255291589e-18;
    private static final Symbol P = Symbol.of(Symbol.Kind.PARAMETER, "p");

    private static double derivative(Expr expression, double at) {
        List<Expr> gradient = Reverse.gradient(List.of(expression), List.of(Expr.ONE), List.of(P));
        return Interpreter.evaluate(gradient, Map.of(P, new double[] {at})).getFirst()[0];
    }

    private static void assertRelative(double expected, double actual) {
        assertEquals(expected, actual, 1e-15 * Math.abs(expected));
    }

    @Test
    void softplusKeepsSmallValuesAndDoesNotOverflow() {
        assertRelative(TINY, SOFTPLUS.apply(-40));
        assertEquals(40, SOFTPLUS.apply(40));
        assertEquals(0, SOFTPLUS.apply(-1000));
        assertEquals(1000, SOFTPLUS.apply(1000));
        assertRelative(Math.log(2), SOFTPLUS.apply(0));
        assertEquals(Double.POSITIVE_INFINITY, SOFTPLUS.apply(Double.POSITIVE_INFINITY));
        assertEquals(0, SOFTPLUS.apply(Double.NEGATIVE_INFINITY));
        assertTrue(Double.isNaN(SOFTPLUS.apply(Double.NaN)));
    }

    @Test
    void sigmoidKeepsSmallValuesAndDoesNotOverflow() {
        assertRelative(TINY, SIGMOID.apply(-40));
        assertEquals(1, SIGMOID.apply(40));
        assertEquals(0, SIGMOID.apply(-1000));
        assertEquals(1, SIGMOID.apply(1000));
        assertEquals(0.5, SIGMOID.apply(0));
        assertEquals(1, SIGMOID.apply(Double.POSITIVE_INFINITY));
        assertEquals(0, SIGMOID.apply(Double.NEGATIVE_INFINITY));
        assertTrue(Double.isNaN(SIGMOID.apply(Double.NaN)));
    }

    @Test
    void derivativesStayFiniteAtTheExtremes() {
        for (double at : new double[] {-1000, -40, 40, 1000}) {
            assertEquals(SIGMOID.apply(at), derivative(P.read().softplus(), at), 1e-30);
            assertEquals(SIGMOID.apply(at) * (1 - SIGMOID.apply(at)), derivative(P.read().sigmoid(), at), 1e-30);
            assertEquals(0, derivative(P.read().tanh(), at), 1e-15);
        }
        assertEquals(1, TANH.apply(1000));
        assertEquals(-1, TANH.apply(-1000));
    }

    @Test
    void crossEntropyOfAnExtremeLogitIsTheLogit() {
        Expr cost = P.read().softplus().minus(P.read().times(0));
        assertEquals(800, Interpreter.evaluate(List.of(cost), Map.of(P, new double[] {800})).getFirst()[0]);
        assertEquals(1, derivative(cost, 800));
    }

    @Test
    void signAndAbsAtZero() {
        assertEquals(0, SIGN.apply(0));
        assertEquals(0, ABS.apply(-0.0));
        assertEquals(0, derivative(P.read().abs(), 0));
        assertEquals(-1, derivative(P.read().abs(), -1e-300));
        assertEquals(0, derivative(P.read().sign(), 0));
    }

    @Test
    void leakyReluAtZeroHasItsSlope() {
        assertEquals(0.125, derivative(P.read().leakyRelu(0.125), 0));
        assertEquals(1, derivative(P.read().leakyRelu(0.125), 1e-300));
    }

    @Test
    void firstOfTwoEqualsIsTheMinimumAndTheMaximum() {
        Symbol q = Symbol.of(Symbol.Kind.PARAMETER, "q");
        Map<Symbol, double[]> equal = Map.of(P, new double[] {3}, q, new double[] {3});
        for (Expr tie : List.of(P.read().minimum(q.read()), P.read().maximum(q.read()))) {
            List<Expr> gradient = Reverse.gradient(List.of(tie), List.of(Expr.ONE), List.of(P, q));
            List<double[]> found = Interpreter.evaluate(gradient, equal);
            assertEquals(1, found.get(0)[0], tie + " by the first");
            assertEquals(0, found.get(1)[0], tie + " by the second");
            assertEquals(1, derivative(Graph.substitute(tie, Map.of(q, P.read())), 3), tie + " of one symbol twice");
        }
    }

    @Test
    void powerOfZeroIsOne() {
        assertTrue(P.read().power(0).isConstant(1));
        assertTrue(P.read().power(1).sameAs(P.read()));
        assertEquals(0, derivative(P.read().power(2), 0));
        assertEquals(0, derivative(P.read().power(3), 0));
        assertEquals(80, derivative(P.read().power(5), -2));
    }
}
