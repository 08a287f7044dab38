package org.deltaw.testkit.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.deltaw.expr.Checker;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.differentiate.Reverse;
import org.deltaw.expr.simplify.Simplifier;
import org.deltaw.expr.simplify.Work;
import org.deltaw.testkit.Replay;
import org.deltaw.testkit.Shared;
import org.junit.jupiter.api.Test;

/** What simplifying must keep, and what it must not cost, tried on random expressions and steps. */
class SimplifierPropertyTest {
    private static final int SEEDS = 300;

    private static List<Expr> someOutputs(RandomExpressions expressions) {
        List<Expr> outputs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            outputs.add(expressions.next());
        }
        return outputs;
    }

    /** Some outputs, and their gradient as it is before it is simplified. */
    private static List<Expr> withGradient(RandomExpressions expressions) {
        List<Expr> outputs = someOutputs(expressions);
        List<Expr> seeds = outputs.stream().map(_ -> Expr.ONE).toList();
        List<Symbol> symbols = expressions.symbols().stream().filter(expressions::isSmooth).toList();
        List<Expr> all = new ArrayList<>(outputs);
        all.addAll(Reverse.gradient(outputs, seeds, symbols));
        return all;
    }

    @Test
    void simplifyingKeepsTheValues() {
        Replay.seeds(SEEDS, seed -> {
            RandomExpressions expressions = new RandomExpressions(seed);
            List<Expr> roots = withGradient(expressions);
            List<Expr> simple = Simplifier.simplify(roots);
            Checker.check(simple, EnumSet.allOf(Symbol.Kind.class));
            for (int draw = 0; draw < 3; draw++) {
                Map<Symbol, double[]> values = expressions.values();
                List<double[]> expected = Interpreter.evaluate(roots, values);
                List<double[]> actual = Interpreter.evaluate(simple, values);
                for (int i = 0; i < roots.size(); i++) {
                    assertEquals(roots.get(i).axes(), simple.get(i).axes(), roots.get(i).toString());
                    assertArrayEquals(expected.get(i), actual.get(i),
                            1e-10 * ExpressionPropertyTest.magnitude(expected.get(i)), roots.get(i).toString());
                }
            }
        });
    }

    @Test
    void simplifyingOutputsIsNotMoreWork() {
        assertSeldomMore(SEEDS / 50, seed -> someOutputs(new RandomExpressions(seed)));
    }

    @Test
    void simplifyingGradientsIsNotMoreWork() {
        assertSeldomMore(SEEDS / 50, seed -> withGradient(new RandomExpressions(seed)));
    }

    @Test
    void simplifyingAdjointsOfStepsIsNotMoreWork() {
        assertSeldomMore(SEEDS / 50, seed -> {
            RandomStep step = RandomStep.of(seed);
            List<Expr> outputs = new ArrayList<>(step.graph().next());
            outputs.add(step.graph().inlinedLoss());
            List<Symbol> symbols = new ArrayList<>(step.graph().states());
            symbols.addAll(step.symbols(Symbol.Kind.PARAMETER));
            List<Expr> seeds = new ArrayList<>();
            step.graph().states().forEach(state ->
                    seeds.add(new Symbol(Symbol.Kind.ADJOINT, state.name(), state.axes()).read()));
            seeds.add(Expr.ONE);
            return Reverse.gradient(Simplifier.simplify(outputs), seeds, symbols);
        });
    }

    @Test
    void simplifyingTwiceIsNotMoreWork() {
        assertSeldomMore(SEEDS / 10, seed -> Simplifier.simplify(withGradient(new RandomExpressions(seed))));
    }

    /**
     * Compares with the same graph in which equal parts are shared. A factor taken out of a sum, where that
     * is less work, may have been part of a product that other terms share, and then these recompute it.
     * This is rare, and cheap when it happens: never more than an eighth, or two operations of a small graph.
     */
    private static void assertSeldomMore(int seldom, LongFunction<List<Expr>> made) {
        List<String> grown = new ArrayList<>();
        long[] total = new long[2];
        Replay.seeds(SEEDS, seed -> {
            List<Expr> roots = made.apply(seed);
            long before = Work.of(Shared.of(roots));
            List<Expr> simple = Simplifier.simplify(roots);
            long after = Work.of(simple);
            total[0] += before;
            total[1] += after;
            if (after > before) {
                grown.add(seed + ": " + before + " to " + after);
            }
            assertTrue(after <= before + Math.max(2, before / 8),
                    before + " operations became " + after + "\n" + roots + "\n" + simple);
        });
        assertTrue(grown.size() < seldom, "These seeds grow: " + grown);
        assertTrue(total[1] <= total[0], total[0] + " operations in all became " + total[1]);
    }

    @Test
    void equalPartsBecomeOneObject() {
        Replay.seeds(SEEDS / 4, seed -> {
            List<Expr> one = someOutputs(new RandomExpressions(seed));
            List<Expr> roots = new ArrayList<>(one);
            roots.addAll(someOutputs(new RandomExpressions(seed)));
            List<Expr> simple = Simplifier.simplify(roots);
            for (int i = 0; i < one.size(); i++) {
                assertTrue(simple.get(i) == simple.get(i + one.size()), one.get(i).toString());
            }
        });
    }
}
