package org.deltaw.testkit;

import java.util.function.LongConsumer;

/** Repeats a check for many seeds, and says with which one it failed. */
public final class Replay {
    private Replay() {}

    /**
     * Runs the check with the seeds 1 to {@code count}.
     *
     * @throws AssertionError with the seed in front of the first failure's message
     */
    public static void seeds(int count, LongConsumer check) {
        for (long seed = 1; seed <= count; seed++) {
            try {
                check.accept(seed);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("With seed " + seed + ": " + failure.getMessage(), failure);
            }
        }
    }
}
