package org.deltaw.cli;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.study.report.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * Shows how training goes. On a terminal one line is written over again and again; elsewhere a line is
 * added after iterations 1, 2, 5, 10, 20, 50 and so on, after ten minutes of silence, and at the end.
 */
final class Progress {
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final long SILENCE_NANOS = 600_000_000_000L;
    /** Seconds before the time left is told: the first iterations take longer than all others. */
    private static final double WARM_UP = 3;
    private static final double NANOS = 1e9;
    private static final int BAR = 24;

    private final Console console;
    private String phase;
    private final int epochs;
    private final boolean endsEarly;
    private final LongSupplier clock;
    private int before;
    private long start;
    private long lastShown;
    private int next;
    private @Nullable Epoch latest;
    private boolean latestShown = true;

    /**
     * Starts to watch.
     *
     * @param phase what is trained, for programs
     * @param epochs how many there will be, at most
     * @param before how many were done earlier
     * @param endsEarly whether there will most likely be far fewer, so that the time left cannot be told
     * @param clock nanoseconds from any moment on
     */
    Progress(Console console, String phase, int epochs, int before, boolean endsEarly, LongSupplier clock) {
        this.console = console;
        this.phase = phase;
        this.epochs = epochs;
        this.before = before;
        this.endsEarly = endsEarly;
        this.clock = clock;
        this.start = clock.getAsLong();
        this.lastShown = start - REDRAW_NANOS;
        this.next = before + 1;
    }

    /** Is told that epochs will be counted anew, under a title: {@code Start 2 of 3}. */
    void begin(String title) {
        if (latest != null) {
            end();
            latest = null;
            latestShown = true;
            before = 0;
            next = 1;
            start = clock.getAsLong();
        }
        console.note(title + ":");
        phase = title;
    }

    /** Is told of an epoch. */
    void done(Epoch epoch) {
        latest = epoch;
        latestShown = false;
        long silent = clock.getAsLong() - lastShown;
        if (overwrites() ? silent >= REDRAW_NANOS : epoch.number() >= next || silent >= SILENCE_NANOS) {
            show(epoch);
        }
    }

    /** Shows the last epoch, unless it is shown already, and leaves the line. */
    void end() {
        Epoch last = latest;
        if (last != null && !latestShown) {
            show(last);
        }
        if (last != null && console.isTerminal()) {
            console.note("");
        }
    }

    /** Tells whether the latest epoch replaces the one before, so that it may be shown often. */
    private boolean overwrites() {
        return console.isTerminal() || console.hasProgressLines();
    }

    private void show(Epoch epoch) {
        if (console.hasProgressLines()) {
            console.progress(new ProgressLine(phase, epoch.number(), OptionalLong.of(epochs), secondsLeft(epoch)));
        } else if (console.isTerminal()) {
            console.overwrite(bar(epoch.number()) + line(epoch));
        } else {
            console.note(line(epoch));
        }
        latestShown = true;
        lastShown = clock.getAsLong();
        while (next <= epoch.number()) {
            next = following(next);
        }
    }

    private String line(Epoch epoch) {
        String total = Integer.toString(epochs);
        String line = "iteration " + " ".repeat(Math.max(0, total.length() - Integer.toString(epoch.number()).length()))
                + epoch.number() + "/" + total + "  loss " + Numbers.column(epoch.loss());
        OptionalDouble seconds = secondsLeft(epoch);
        return seconds.isEmpty() || seconds.getAsDouble() < 1 ? line
                : line + "  " + Numbers.duration(seconds.getAsDouble()) + " left";
    }

    private OptionalDouble secondsLeft(Epoch epoch) {
        int left = epochs - epoch.number();
        double elapsed = (clock.getAsLong() - start) / NANOS;
        return left <= 0 || endsEarly || elapsed < WARM_UP ? OptionalDouble.empty()
                : OptionalDouble.of(elapsed / (epoch.number() - before) * left);
    }

    private String bar(int done) {
        int full = (int) ((long) BAR * done / Math.max(1, epochs));
        return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "] ";
    }

    /** Goes through 1, 2, 5, 10, 20, 50 and so on; from a number between them to the next one. */
    private static int following(int number) {
        for (long power = 1; ; power *= 10) {
            for (long step : new long[] {power, 2 * power, 5 * power}) {
                if (step > number) {
                    return (int) Math.min(step, Integer.MAX_VALUE);
                }
            }
        }
    }
}
