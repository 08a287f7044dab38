package org.deltaw.expr;

import static org.deltaw.expr.Example.POST;
import static org.deltaw.expr.Example.PRE;
import static org.deltaw.expr.Example.U;
import static org.deltaw.expr.Example.VALUES;
import static org.deltaw.expr.Example.W;
import static org.deltaw.expr.Example.X;
import static org.deltaw.expr.Example.Y;
import static org.deltaw.expr.Example.assertRefused;
import static org.deltaw.expr.Example.evaluate;
import static org.deltaw.expr.Example.u;
import static org.deltaw.expr.Example.w;
import static org.deltaw.expr.Example.x;
import static org.deltaw.expr.Example.y;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InterpreterTest {
    /** Reading it is an error, since it never gets a value: it shows whether a branch was computed. */
    private static final Expr UNSET = Symbol.of(Symbol.Kind.CHANNEL, "unset", PRE).read();

    @Test
    void resultsAreLaidOutByTheNamesOfTheAxes() {
        assertArrayEquals(new double[] {1, 3, 5, 2, 4, 6}, evaluate(w));
        assertArrayEquals(new double[] {10, 20, 30, 20, 40, 60}, evaluate(Expr.outer(x, y)));
    }

    @Test
    void sumOfProductsIsAMatrixProduct() {
        assertArrayEquals(new double[] {1 + 6 + 15, 2 + 8 + 18}, evaluate(x.times(w).sum(PRE)));
        assertArrayEquals(new double[] {10 + 40, 30 + 80, 50 + 120}, evaluate(w.times(y).sum(POST)));
    }

    @Test
    void smallerArgumentIsRepeated() {
        assertArrayEquals(new double[] {2, 5, 8, 3, 6, 9}, evaluate(w.plus(x)));
        assertArrayEquals(new double[] {9, 7, 5, 18, 16, 14}, evaluate(y.minus(w)));
    }

    @Test
    void renamedAxisMovesInTheLayout() {
        // From (post, pre) to (post, again) and (after, pre): the order of the names decides.
        assertArrayEquals(evaluate(w), evaluate(w.rename(PRE, PRE.named("z"))));
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, evaluate(w.rename(PRE, PRE.named("a"))));
    }

    @Test
    void copyFollowsTheOrderAsked() {
        Interpreter interpreter = new Interpreter(List.of(w.times(2)));
        interpreter.set(W, VALUES.get(W), 0);
        double[] target = new double[8];
        interpreter.copy(0, List.of(PRE, POST), target, 1);
        assertArrayEquals(new double[] {0, 2, 4, 6, 8, 10, 12, 0}, target);
        interpreter.copy(0, List.of(POST, PRE), target, 0);
        assertArrayEquals(new double[] {2, 6, 10, 4, 8, 12, 12, 0}, target);
        assertRefused("w*2 has the axes [post:2, pre:3], not [pre:3].",
                () -> interpreter.copy(0, List.of(PRE), target, 0));
    }

    @Test
    void valuesAreReadFromTheOffset() {
        Interpreter interpreter = new Interpreter(List.of(x.sum(PRE)));
        double[] rows = {1, 2, 3, 40, 50, 60};
        interpreter.set(X, rows, 3);
        assertEquals(150, interpreter.value(0)[0]);
        assertRefused("Symbol 'x' needs 3 values from 4, but the array has 6.", () -> interpreter.set(X, rows, 4));
        assertRefused("Symbol 'x' needs 3 values from -1, but the array has 6.", () -> interpreter.set(X, rows, -1));
    }

    @Test
    void resultsChangeOnlyWithANewEvaluation() {
        Interpreter interpreter = new Interpreter(List.of(x.sum(PRE)));
        interpreter.set(X, new double[] {1, 2, 3}, 0);
        assertEquals(6, interpreter.value(0)[0]);
        interpreter.begin();
        interpreter.set(X, new double[] {10, 20, 30}, 0);
        assertEquals(60, interpreter.value(0)[0]);
    }

    @Test
    void symbolsThatAreNotReadAreIgnored() {
        Interpreter interpreter = new Interpreter(List.of(x));
        interpreter.set(Y, new double[0], 0);
        interpreter.set(X, new double[] {1, 2, 3}, 0);
        assertArrayEquals(new double[] {1, 2, 3}, interpreter.value(0));
        assertTrue(interpreter.reads(X));
        assertFalse(interpreter.reads(Y));
    }

    @Test
    void evaluationThatFailedLeavesTheNextOneAlone() {
        Interpreter interpreter = new Interpreter(List.of(x.times(2).plus(UNSET.sum(PRE)), x.times(3)));
        interpreter.set(X, new double[] {1, 2, 3}, 0);
        assertThrows(IllegalStateException.class, () -> interpreter.value(0));
        assertArrayEquals(new double[] {3, 6, 9}, interpreter.value(1));
        interpreter.set(Symbol.of(Symbol.Kind.CHANNEL, "unset", PRE), new double[] {1, 1, 1}, 0);
        interpreter.begin();
        assertArrayEquals(new double[] {5, 7, 9}, interpreter.value(0));
    }

    @Test
    void symbolWithoutValueIsAnError() {
        Interpreter interpreter = new Interpreter(List.of(UNSET.plus(1)));
        IllegalStateException error = assertThrows(IllegalStateException.class, () -> interpreter.value(0));
        assertEquals("Symbol 'unset' of kind CHANNEL has no value.", error.getMessage());
    }

    @Test
    void branchThatIsNotChosenIsNotComputed() {
        assertArrayEquals(new double[] {1, 2, 3}, evaluate(Expr.where(u, x, UNSET.exp())));
        assertArrayEquals(new double[] {1, 2, 3}, evaluate(Expr.where(u.minus(1), UNSET, x)));
        assertArrayEquals(new double[] {1, 2, 3}, evaluate(Expr.where(Expr.constant(-0.5), x, UNSET)));
    }

    @Test
    void branchIsComputedWhenAnotherPartNeedsIt() {
        Interpreter interpreter = new Interpreter(List.of(Expr.where(u, x, x.squared()), x.squared()));
        interpreter.set(X, new double[] {1, 2, 3}, 0);
        interpreter.set(U, new double[] {1}, 0);
        assertArrayEquals(new double[] {1, 2, 3}, interpreter.value(0));
        assertArrayEquals(new double[] {1, 4, 9}, interpreter.value(1));
    }

    @Test
    void choiceByEntryIsComputedOnBothSides() {
        Expr choice = Expr.where(x.greaterThan(Expr.constant(1.5)), x.times(10), Expr.ZERO);
        assertArrayEquals(new double[] {0, 20, 30}, evaluate(choice));
        assertThrows(IllegalStateException.class, () -> evaluate(Expr.where(x, x, UNSET)));
    }

    @Test
    void choiceByEntryRepeatsSmallerBranches() {
        Expr condition = w.greaterThan(Expr.constant(3.5));
        assertArrayEquals(new double[] {10, 10, 3, 20, 2, 3}, evaluate(Expr.where(condition, x, y)));
    }

    @Test
    void notANumberCountsAsChosen() {
        Map<Symbol, double[]> values = Map.of(U, new double[] {Double.NaN}, X, new double[] {1, 2, 3});
        Expr choice = Expr.where(u, x, x.times(2));
        assertArrayEquals(new double[] {1, 2, 3}, Interpreter.evaluate(List.of(choice), values).getFirst());
    }

    @Test
    void evaluatesConstants() {
        assertEquals(5, Interpreter.evaluate(Expr.constant(2).plus(3)));
    }

    @Test
    void whatIsNeverComputedTakesNoMemory() {
        // 13 GB of products: no test has that.
        Symbol x = Symbol.of(Symbol.Kind.CHANNEL, "x", new Axis("pre", 40_000));
        Symbol y = Symbol.of(Symbol.Kind.CHANNEL, "y", new Axis("post", 40_000));
        Expr products = Expr.outer(x.read(), y.read());
        Interpreter interpreter = new Interpreter(List.of(x.read().sum(new Axis("pre", 40_000)), products));
        double[] ones = new double[40_000];
        java.util.Arrays.fill(ones, 1);
        interpreter.set(x, ones, 0);
        interpreter.set(y, ones, 0);
        interpreter.begin();
        assertEquals(40_000, interpreter.value(0)[0]);
    }
}
