package org.deltaw.spi.backend;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.expr.Symbol;

/**
 * The states before every step, kept for the way back: all of them if memory allows, else those of every
 * k-th step, from which a stretch of k steps is computed again when it is needed. With k the square root of
 * the number of steps, memory grows with that root.
 */
final class StateHistory {
    private final int stride;
    private final List<List<double[]>> kept = new ArrayList<>();
    private List<List<double[]>> stretch = List.of();
    private int stretchStart = -1;

    /** Moves states from before a step to after it. */
    interface Advance {
        void step(int from, List<double[]> states);
    }

    StateHistory(List<Symbol> states, int steps, long memory) {
        long perStep = 8L * states.stream().mapToLong(Symbol::entries).sum();
        this.stride = perStep * steps <= memory ? 1 : (int) Math.ceil(Math.sqrt(steps));
    }

    /** Keeps the states before a step, if it is one of those to keep. */
    void offer(int step, List<double[]> states) {
        if (step % stride == 0) {
            kept.add(copies(states));
        }
    }

    /** Returns the states before a step; steps are asked for in falling order. */
    List<double[]> states(int step, Advance advance) {
        if (stride == 1) {
            return kept.get(step);
        }
        int start = step - step % stride;
        if (start != stretchStart) {
            stretch = recomputed(start, step, advance);
            stretchStart = start;
        }
        return stretch.get(step - start);
    }

    private List<List<double[]>> recomputed(int start, int last, Advance advance) {
        List<List<double[]>> result = new ArrayList<>();
        List<double[]> states = copies(kept.get(start / stride));
        result.add(copies(states));
        for (int t = start; t < last; t++) {
            advance.step(t, states);
            result.add(copies(states));
        }
        return result;
    }

    /** Copies states, so that a step may change them in place. */
    static List<double[]> copies(List<double[]> arrays) {
        List<double[]> copies = new ArrayList<>();
        arrays.forEach(array -> copies.add(array.clone()));
        return copies;
    }
}
