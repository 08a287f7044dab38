package org.deltaw.cli;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.deltaw.kernel.sampling.SamplingListener;
import org.deltaw.study.report.Numbers;

/**
 * Shows how sampling goes: on a terminal a line that is written over; elsewhere a line when a phase begins, and every ten minutes. For one
 * thread.
 */
final class SamplingProgress implements SamplingListener {
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final long SILENCE_NANOS = 600_000_000_000L;
    /** Seconds before the time left is told. */
    private static final double WARM_UP = 2;
    private static final double NANOS = 1e9;
    private static final double PERCENT = 100;

    private final Console console;
    private final StopSignal stop;
    private final boolean shown;
    private final int coordinates;
    private Phase phase = Phase.MODES;
    private long begun = System.nanoTime();
    private long lastShown = begun - SILENCE_NANOS;

    /**
     * Starts to watch.
     *
     * @param shown whether to show anything: of several that run at the same time other lines tell
     */
    SamplingProgress(Console console, StopSignal stop, boolean shown, int coordinates) {
        this.console = console;
        this.stop = stop;
        this.shown = shown;
        this.coordinates = coordinates;
    }

    @Override
    public void progress(Phase now, double done) {
        if (!shown) {
            return;
        }
        if (now != phase) {
            phase = now;
            begun = System.nanoTime();
            lastShown = begun - SILENCE_NANOS;
        }
        long silent = System.nanoTime() - lastShown;
        if (silent < (console.isTerminal() || console.hasProgressLines() ? REDRAW_NANOS : SILENCE_NANOS)) {
            return;
        }
        lastShown = System.nanoTime();
        OptionalDouble left = secondsLeft(done);
        if (console.hasProgressLines()) {
            console.progress(new ProgressLine(words(), Math.round(done * PERCENT), OptionalLong.of((long) PERCENT), left));
        } else if (console.isTerminal()) {
            console.overwrite(words() + "  " + Math.round(done * PERCENT) + " %"
                    + (left.isPresent() ? "  " + Numbers.duration(left.getAsDouble()) + " left" : ""));
        } else {
            console.note(words() + (done == 0 ? "" : "  " + Math.round(done * PERCENT) + " %")
                    + (left.isPresent() ? "  " + Numbers.duration(left.getAsDouble()) + " left" : ""));
        }
    }

    private String words() {
        return switch (phase) {
            case MODES -> "Looking for the modes of " + Numbers.count(coordinates, "parameter");
            case PARTICLES -> "Moving particles from the prior to the posterior";
            case CHAINS -> "Drawing chains";
        };
    }

    private OptionalDouble secondsLeft(double done) {
        double elapsed = (System.nanoTime() - begun) / NANOS;
        return elapsed < WARM_UP || done <= 0 ? OptionalDouble.empty() : OptionalDouble.of(elapsed / done * (1 - done));
    }

    @Override
    public boolean stopRequested() {
        return stop.requested();
    }
}
