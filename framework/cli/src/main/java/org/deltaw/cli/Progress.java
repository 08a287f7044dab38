package org.deltaw.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.study.report.Numbers;

/**
 * Shows how training goes: how many iterations are done from the start with the most, and the lowest loss of all starts. On a terminal
 * one line is written over again and again; elsewhere a line is added after iterations 1, 2, 5, 10, 20, 50 and so on, after ten minutes
 * of silence, and at the end.
 */
final class Progress {
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final long SILENCE_NANOS = 600_000_000_000L;
    /** Seconds before the time left is told: the first iterations take longer than all others. */
    private static final double WARM_UP = 3;
    private static final double NANOS = 1e9;
    private static final int BAR = 24;

    private final Console console;
    private final int starts;
    private final int epochs;
    private final int before;
    private final boolean endsEarly;
    private final LongSupplier clock;
    private final long begun;
    /** The loss of the last epoch from each start, by its number. */
    private final Map<Integer, Double> losses = new HashMap<>();
    private long lastShown;
    /** Epochs from the start with the most. */
    private int done;
    private int ended;
    private int next;
    private boolean allShown = true;

    /**
     * Starts to watch.
     *
     * @param starts from how many starts is trained, side by side
     * @param epochs how many there will be from each, at most
     * @param before how many were done earlier
     * @param endsEarly whether there will most likely be far fewer, so that the time left cannot be told
     * @param clock nanoseconds from any moment on
     */
    Progress(Console console, int starts, int epochs, int before, boolean endsEarly, LongSupplier clock) {
        this.console = console;
        this.starts = starts;
        this.epochs = epochs;
        this.before = before;
        this.endsEarly = endsEarly;
        this.clock = clock;
        this.begun = clock.getAsLong();
        this.lastShown = begun - REDRAW_NANOS;
        this.next = before + 1;
    }

    /** Is told of an epoch from a start. */
    void done(int start, Epoch epoch) {
        losses.put(start, epoch.loss());
        done = Math.max(done, epoch.number());
        allShown = false;
        long silent = clock.getAsLong() - lastShown;
        if (overwrites() ? silent >= REDRAW_NANOS : epoch.number() >= next || silent >= SILENCE_NANOS) {
            show();
        }
    }

    /** Is told that a start has come to its end. */
    void ended() {
        ended++;
    }

    /**
     * Is told that all starts go on from their ends with epochs that are counted anew.
     *
     * @param because in a sentence
     */
    void again(String because) {
        end();
        console.note(because);
        losses.clear();
        done = 0;
        ended = 0;
        next = 1;
        allShown = true;
    }

    /** Shows the last epoch, unless it is shown already, and leaves the line. */
    void end() {
        if (!allShown) {
            show();
        }
        if (done > 0 && console.isTerminal()) {
            console.note("");
        }
    }

    /** Tells whether the latest epoch replaces the one before, so that it may be shown often. */
    private boolean overwrites() {
        return console.isTerminal() || console.hasProgressLines();
    }

    private void show() {
        if (console.hasProgressLines()) {
            console.progress(new ProgressLine("training", done, OptionalLong.of(epochs), secondsLeft()));
        } else if (console.isTerminal()) {
            console.overwrite(bar() + line());
        } else {
            console.note(line());
        }
        allShown = true;
        lastShown = clock.getAsLong();
        while (next <= done) {
            next = following(next);
        }
    }

    private String line() {
        String total = Integer.toString(epochs);
        double loss = losses.values().stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        String line = "iteration " + " ".repeat(Math.max(0, total.length() - Integer.toString(done).length()))
                + done + "/" + total + "  loss " + Numbers.column(loss) + ofStarts();
        OptionalDouble seconds = secondsLeft();
        return seconds.isEmpty() || seconds.getAsDouble() < 1 ? line
                : line + "  " + Numbers.duration(seconds.getAsDouble()) + " left";
    }

    private String ofStarts() {
        return starts == 1 ? "" : ", lowest of " + starts + " starts" + (ended == 0 ? "" : ", " + ended + " ended");
    }

    private OptionalDouble secondsLeft() {
        int left = epochs - done;
        double elapsed = (clock.getAsLong() - begun) / NANOS;
        return left <= 0 || endsEarly || elapsed < WARM_UP ? OptionalDouble.empty()
                : OptionalDouble.of(elapsed / (done - before) * left);
    }

    private String bar() {
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
