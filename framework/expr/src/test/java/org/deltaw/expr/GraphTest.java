package org.deltaw.expr;

import static org.deltaw.expr.Example.A;
import static org.deltaw.expr.Example.R;
import static org.deltaw.expr.Example.VALUES;
import static org.deltaw.expr.Example.X;
import static org.deltaw.expr.Example.a;
import static org.deltaw.expr.Example.assertRefused;
import static org.deltaw.expr.Example.b;
import static org.deltaw.expr.Example.r;
import static org.deltaw.expr.Example.x;
import static org.deltaw.expr.Example.y;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.deltaw.expr.differentiate.Reverse;
import org.deltaw.expr.simplify.Simplifier;
import org.junit.jupiter.api.Test;

class GraphTest {
    /** Applies a function 60 times, each time to a result that is used twice: a tree of 2^60 parts. */
    private static Expr repeated(UnaryOperator<Expr> function) {
        Expr result = a;
        for (int i = 0; i < 60; i++) {
            result = function.apply(result);
        }
        return result;
    }

    @Test
    void argumentsComeBeforeWhatUsesThem() {
        Expr sum = a.plus(b);
        Expr product = sum.times(sum);
        List<Expr> order = Graph.order(List.of(product, sum));
        assertEquals(4, order.size());
        assertTrue(order.indexOf(sum) > order.indexOf(a));
        assertSame(product, order.getLast());
    }

    @Test
    void usesCountsRootsAndArguments() {
        Expr sum = a.plus(b);
        Map<Expr, Integer> uses = Graph.uses(List.of(sum.times(sum), sum));
        assertEquals(3, uses.get(sum));
        assertEquals(1, uses.get(a));
    }

    @Test
    void substitutingReplacesEveryRead() {
        Expr result = Graph.substitute(a.times(r).plus(a), Map.of(A, r.plus(1)));
        assertTrue(result.sameAs(r.plus(1).times(r).plus(r.plus(1))));
        assertSame(r, Graph.substitute(r, Map.of(A, b)));
        assertRefused("Symbol 'x' has the axes (pre) and cannot be replaced by y over (post).",
                () -> Graph.substitute(x, Map.of(X, y)));
    }

    @Test
    void sameAsComparesWhatIsSaid() {
        assertTrue(a.plus(b).sameAs(A.read().plus(Example.B.read())));
        assertFalse(a.plus(b).sameAs(b.plus(a)));
        assertFalse(a.plus(b).sameAs(a.minus(b)));
        assertFalse(a.plus(1).sameAs(a.plus(2)));
        assertFalse(a.sameAs(Symbol.of(Symbol.Kind.CHANNEL, "a").read()));
        assertFalse(a.plus(b).equals(a.plus(b)));
        assertTrue(Expr.constant(Double.NaN).sameAs(Expr.constant(Double.NaN)));
        assertFalse(Expr.constant(0.0).sameAs(Expr.constant(-0.0)));
    }

    @Test
    void symbolsAreListedOnceInTheOrderOfTheirUse() {
        assertEquals(List.of(R, A), r.plus(a).times(r).symbols());
    }

    @Test
    void sharedGraphsTakeTimeInProportionToTheirSize() {
        for (UnaryOperator<Expr> function : List.<UnaryOperator<Expr>>of(
                e -> e.times(e), e -> e.plus(e), e -> e.plus(1).times(e), e -> e.times(r).plus(e), e ->
                        e.minus(r).times(e.plus(b)))) {
            assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
                Expr shared = repeated(function);
                assertTrue(shared.sameAs(repeated(function)));
                assertFalse(shared.sameAs(repeated(function).plus(1)));
                assertTrue(Graph.order(List.of(shared)).size() < 300);
                assertEquals(A, shared.symbols().getFirst());
                Graph.substitute(shared, Map.of(A, b));
                List<Expr> gradient = Reverse.gradient(List.of(shared), List.of(Expr.ONE), List.of(A));
                Simplifier.simplify(List.of(shared, gradient.getFirst()));
                Interpreter.evaluate(List.of(shared, gradient.getFirst()), VALUES);
            });
        }
    }

    @Test
    void simplifyingKeepsHighPowersOfPowers() {
        Expr nearlyOne = repeated(e -> e.times(e));
        Map<Symbol, double[]> values = Map.of(A, new double[] {1 + 1e-15});
        double expected = Interpreter.evaluate(List.of(nearlyOne), values).getFirst()[0];
        double actual = Interpreter.evaluate(List.of(Simplifier.simplify(nearlyOne)), values).getFirst()[0];
        assertEquals(expected, actual);
        Expr ninthRoot = Graph.substitute(a.power(3).power(3), Map.of(A, a.plus(0)));
        assertEquals(512, Interpreter.evaluate(List.of(Simplifier.simplify(ninthRoot)), VALUES).getFirst()[0], 1e-12);
    }

    @Test
    void longSumsDoNotOverflowTheStack() {
        List<Expr> terms = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            terms.add(a.times(i).sigmoid());
        }
        Expr sum = Expr.sumOf(terms);
        List<Expr> roots = new ArrayList<>(Reverse.gradient(List.of(sum), List.of(Expr.ONE), List.of(A)));
        roots.add(sum);
        double expected = Interpreter.evaluate(List.of(sum), VALUES).getFirst()[0];
        List<Expr> simple = Simplifier.simplify(roots);
        assertEquals(expected, Interpreter.evaluate(simple, VALUES).getLast()[0], 1e-9);
    }
}
