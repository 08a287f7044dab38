package org.deltaw.kernel.hamiltonian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WarmupWindowsTest {
    private static int[] closes(int warmup) {
        WarmupWindows windows = new WarmupWindows(warmup);
        return IntStream.range(0, warmup + 10).filter(windows::closesWindow).map(i -> i + 1).toArray();
    }

    @Test
    void windowsAreThoseOfStan() {
        assertArrayEquals(new int[] {100, 150, 250, 450, 950}, closes(1000));
        assertArrayEquals(new int[] {100, 150, 250, 450}, closes(500));
        assertArrayEquals(new int[] {100}, closes(150));
    }

    @Test
    void aShortWarmupHasOneWindowAndAVeryShortOneNone() {
        assertArrayEquals(new int[] {90}, closes(100));
        assertArrayEquals(new int[0], closes(19));
        assertEquals(15, IntStream.range(0, 100).filter(new WarmupWindows(100)::isInWindow).min().orElseThrow());
    }
}
