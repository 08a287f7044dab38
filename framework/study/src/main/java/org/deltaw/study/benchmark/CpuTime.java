package org.deltaw.study.benchmark;

import java.time.Duration;
import java.util.OptionalDouble;

/** The processor time of this process: what all of its threads have taken, those that compile its code among them. */
final class CpuTime {
    private static final double NANOSECONDS = 1e9;
    private static final long PAUSE_MILLISECONDS = 300;
    /** Processor time that may pass in a pause while nothing is done: the clock of Linux ticks 100 times in a second. */
    private static final double QUIET = 0.01;
    private static final int PATIENCE = 40;

    private CpuTime() {}

    /** Returns the seconds so far, to a few hundredths; empty where the operating system does not tell. */
    static OptionalDouble seconds() {
        return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos)
                .map(nanoseconds -> OptionalDouble.of(nanoseconds / NANOSECONDS)).orElse(OptionalDouble.empty());
    }

    /**
     * Waits until nothing is compiled any more, for twelve seconds at most, so that what work has caused is counted with it.
     *
     * @return the seconds so far
     */
    static OptionalDouble secondsOnceQuiet() {
        OptionalDouble before = seconds();
        for (int i = 0; i < PATIENCE && before.isPresent(); i++) {
            if (!pause()) {
                return before;
            }
            OptionalDouble now = seconds();
            if (now.isPresent() && now.getAsDouble() - before.getAsDouble() <= QUIET) {
                return now;
            }
            before = now;
        }
        return before;
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLISECONDS);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
