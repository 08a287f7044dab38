package org.deltaw.study.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class SteadyTimerTest {
    private static final double NANOSECONDS = 1e9;

    private long now;
    private int runs;
    private int rests;

    /** Times work of one second, of which a run takes what is said, given the seconds since the beginning. */
    private SteadyTimer.Timing time(DoubleUnaryOperator cost) {
        return new SteadyTimer(1, () -> now, () -> rests++).time(() -> {
            now += (long) (cost.applyAsDouble(now / NANOSECONDS) * NANOSECONDS);
            runs++;
        });
    }

    @Test
    void waitsForStagesOfCompilationThatComeLate() {
        SteadyTimer.Timing timing = time(_ -> rests < 2 ? 1e-3 : rests < 5 ? 5e-4 : 1e-4);
        assertEquals(1e-4, timing.median(), 1e-9);
        assertTrue(timing.isSteady());
        assertEquals(10_000, timing.runs(), 1);
        assertEquals(11, rests, "after six rounds that brought something there are as many that did not");
    }

    @Test
    void slowRunsInBetweenNeitherLookLikeProgressNorChangeTheMedian() {
        SteadyTimer.Timing timing = time(_ -> runs % 3 == 0 ? 0.05 : 0.01);
        assertEquals(0.01, timing.median(), 1e-9);
        assertEquals(0.01, timing.fastest(), 1e-9);
        assertTrue(timing.isSteady());
        assertTrue(now < 3.4 * NANOSECONDS, "it took " + now);
    }

    @Test
    void sumsOfSmallImprovementsAreProgress() {
        SteadyTimer.Timing timing = time(elapsed -> 0.01 * Math.pow(0.97, elapsed));
        assertFalse(timing.isSteady(), "it becomes faster by 3 % in every second, and never ends to");
        assertTrue(now > 60 * NANOSECONDS && now < 62 * NANOSECONDS, "it took " + now);
    }

    @Test
    void workThatTakesLongerThanIsToBeMeasuredIsNotRunAgain() {
        SteadyTimer.Timing timing = time(_ -> runs == 0 ? 10 : 5);
        assertEquals(5, timing.median(), 1e-9);
        assertEquals(5, runs);
        assertTrue(timing.isSteady());
        now = 0;
        runs = 0;
        timing = time(_ -> 100);
        assertEquals(100, timing.median(), 1e-9);
        assertEquals(1, runs);
        assertFalse(timing.isSteady(), "nothing shows that the first run was warm");
    }
}
