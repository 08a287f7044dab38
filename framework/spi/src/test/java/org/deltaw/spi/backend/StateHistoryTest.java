package org.deltaw.spi.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Symbol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** States that count their steps: 40 bytes in each. */
class StateHistoryTest {
    private static final List<Symbol> STATES = List.of(
            Symbol.of(Symbol.Kind.STATE, "a", new Axis("unit", 2), new Axis("other", 2)),
            Symbol.of(Symbol.Kind.STATE, "b"));

    private int computed;

    private static List<double[]> after(int steps) {
        return List.of(new double[] {steps, 10 * steps, 100 * steps, -steps}, new double[] {1 + steps});
    }

    private void advance(int from, List<double[]> states) {
        computed++;
        for (int i = 0; i < states.size(); i++) {
            assertArrayEquals(after(from).get(i), states.get(i), "states before step " + from);
            System.arraycopy(after(from + 1).get(i), 0, states.get(i), 0, states.get(i).length);
        }
    }

    /** Goes forth and back, and counts the steps that had to be computed again. */
    private int computedAgain(int steps, long memory) {
        computed = 0;
        StateHistory history = new StateHistory(STATES, steps, memory);
        for (int t = 0; t < steps; t++) {
            history.offer(t, after(t));
        }
        for (int t = steps - 1; t >= 0; t--) {
            List<double[]> states = history.states(t, this::advance);
            for (int i = 0; i < states.size(); i++) {
                assertArrayEquals(after(t).get(i), states.get(i), "states before step " + t);
            }
        }
        return computed;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 9, 10, 97, 100})
    void whatDoesNotFitIsComputedAgainAtMostOnce(int steps) {
        int again = computedAgain(steps, 0);
        assertTrue(again <= steps, again + " of " + steps);
        // Of n steps, those of every ceil(sqrt(n))-th are kept.
        int stride = (int) Math.ceil(Math.sqrt(steps));
        assertEquals(steps - (steps + stride - 1) / stride, again);
    }

    @Test
    void whatFitsIsKept() {
        assertEquals(0, computedAgain(9, 9 * 40));
        assertEquals(6, computedAgain(9, 9 * 40 - 1));
    }

    @Test
    void whatIsOfferedIsCopied() {
        StateHistory history = new StateHistory(STATES, 1, 1000);
        List<double[]> states = after(3);
        history.offer(0, states);
        states.getFirst()[0] = 99;
        assertArrayEquals(after(3).getFirst(), history.states(0, this::advance).getFirst());
    }
}
