package org.deltaw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.deltaw.kernel.minimise.Epoch;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final long SECOND = 1_000_000_000L;

    private final StringWriter out = new StringWriter();
    private final AtomicLong clock = new AtomicLong(SECOND);

    private Progress progress(boolean terminal, int epochs, int before) {
        return new Progress(Console.of(out, new StringWriter(), terminal), 1, epochs, before, false, clock::get);
    }

    private void epochs(Progress progress, int from, int to, long seconds) {
        for (int number = from; number <= to; number++) {
            clock.addAndGet(seconds * SECOND);
            progress.done(1, new Epoch(number, 1.0 / number, new double[0]));
        }
    }

    private String lines() {
        return out.toString().replace(System.lineSeparator(), "\n");
    }

    @Test
    void showsEpochLossAndTimeLeft() {
        Progress progress = progress(false, 100, 0);
        epochs(progress, 1, 3, 2);
        progress.end();
        assertEquals("""
                iteration   1/100  loss 1.00000
                iteration   2/100  loss 0.50000  3:16 min left
                iteration   3/100  loss 0.33333  3:14 min left
                """, lines());
    }

    @Test
    void goesOnWithEpochsDoneBefore() {
        Progress progress = progress(false, 100, 57);
        epochs(progress, 58, 100, 1);
        progress.end();
        assertEquals("""
                iteration  58/100  loss 0.01724
                iteration 100/100  loss 0.01000
                """, lines());
    }

    @Test
    void breaksALongSilence() {
        Progress progress = progress(false, 20, 0);
        epochs(progress, 1, 8, 400);
        assertEquals(5, lines().lines().count(), lines());
    }

    @Test
    void showsTheLowestLossOfStartsThatGoOnSideBySide() {
        Progress progress = new Progress(Console.of(out, new StringWriter(), false), 3, 9, 0, true, clock::get);
        for (int number = 1; number <= 4; number++) {
            for (int start = 1; start <= 3; start++) {
                if (start != 2 || number <= 2) {
                    progress.done(start, new Epoch(number, 1.0 / start / number, new double[0]));
                } else if (number == 3) {
                    progress.ended();
                }
            }
        }
        progress.end();
        // What the first to reach an iteration finds is shown at once, beside what the others have found so far.
        assertEquals("""
                iteration 1/9  loss 1.00000, lowest of 3 starts
                iteration 2/9  loss 0.33333, lowest of 3 starts
                iteration 4/9  loss 0.08333, lowest of 3 starts, 1 ended
                """, lines());
    }

    @Test
    void doesNotDrawFasterThanOneCanRead() {
        Progress progress = progress(true, 1000, 0);
        for (int number = 1; number <= 1000; number++) {
            clock.addAndGet(SECOND / 1000);
            progress.done(1, new Epoch(number, 1, new double[0]));
        }
        progress.end();
        assertEquals(11, out.toString().chars().filter(c -> c == '\r').count());
    }

    @Test
    void saysNothingIfThereWasNoEpoch() {
        progress(true, 10, 0).end();
        assertEquals("", lines());
    }
}
