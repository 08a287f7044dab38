package org.deltaw.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.minimise.Method;
import org.deltaw.spi.Configured;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.spi.optimizer.Trait;
import org.deltaw.study.report.Numbers;

/**
 * Shows how several fits go, which may run at the same time: a line for each that is done; on a terminal one bar for all that is
 * written over, and lines for those that failed alone. For one thread at a time.
 */
final class TaskProgress {
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final long REPORT_NANOS = 1_000_000_000L;
    private static final long SILENCE_NANOS = 600_000_000_000L;
    /** Seconds before the time left is told: the first iterations take longer than all others. */
    private static final double WARM_UP = 3;
    private static final double NANOS = 1e9;
    private static final int BAR = 24;
    /** Of more tasks than this, lines are written for every twentieth part alone. */
    private static final int MOST_LINES = 60;
    private static final int PARTS = 20;

    private final Console console;
    private final String noun;
    private final int tasks;
    private final LongSupplier clock;
    private final long start;
    /** How far those are that run, from 0 to 1. */
    private final Map<String, Double> running = new HashMap<>();
    private int done;
    /** How much of all was done earlier, in tasks. */
    private double before;
    private long iterations;
    private long lastShown;

    /**
     * Starts to watch.
     *
     * @param noun what a task is called: {@code subject}
     * @param tasks how many there are
     * @param clock nanoseconds from any moment on
     */
    TaskProgress(Console console, String noun, int tasks, LongSupplier clock) {
        this.console = console;
        this.noun = noun;
        this.tasks = tasks;
        this.clock = clock;
        this.start = clock.getAsLong();
        this.lastShown = start;
        console.note(Numbers.count(tasks, noun) + ":");
    }

    /**
     * Watches the training of a task.
     *
     * @param epochs that were done before
     * @param optimizer by which it is trained: of one that ends by itself nobody knows how far it is
     */
    FitListener training(String task, Fit fit, int epochs, Configured<Optimizer<?>> optimizer) {
        double share = Method.has(optimizer, Trait.ENDS_BY_ITSELF) ? 0 : 1.0 / fit.training().epochs();
        running.put(task, epochs * share);
        before += epochs * share;
        return new FitListener() {
            @Override
            public void epochDone(int start, Epoch epoch) {
                iterations++;
                running.merge(task, epoch.number() * share, Math::max);
                show();
            }
        };
    }

    /**
     * Is told that a task is done.
     *
     * @param line what a person should know of it
     * @param failed whether the line must be seen
     * @param earlier whether it was done in an earlier run
     */
    void done(String task, String line, boolean failed, boolean earlier) {
        done++;
        before += earlier ? 1 : 0;
        running.remove(task);
        if (console.hasProgressLines()) {
            report();
        } else if (console.isTerminal() && !failed) {
            draw();
        } else if (failed || tasks <= MOST_LINES || (long) done * PARTS / tasks > (long) (done - 1) * PARTS / tasks) {
            say(line + (earlier ? "  (done before)" : ""));
        }
    }

    private void show() {
        long silent = clock.getAsLong() - lastShown;
        if (console.hasProgressLines() && silent >= REPORT_NANOS) {
            report();
        } else if (console.isTerminal() && silent >= REDRAW_NANOS) {
            draw();
        } else if (silent >= SILENCE_NANOS) {
            say(Numbers.count(iterations, "iteration"));
        }
    }

    private void report() {
        console.progress(new ProgressLine(Numbers.plural(noun), done, OptionalLong.of(tasks), secondsLeft()));
        lastShown = clock.getAsLong();
    }

    private void draw() {
        int full = (int) (BAR * share());
        console.overwrite("[" + "#".repeat(full) + "-".repeat(BAR - full) + "] " + done + "/" + Numbers.count(tasks, noun)
                + (iterations == 0 ? "" : ", " + Numbers.count(iterations, "iteration")) + left());
        lastShown = clock.getAsLong();
    }

    /** Adds a line, on a terminal in place of the bar, which is drawn anew below the next time. */
    private void say(String line) {
        if (console.isTerminal()) {
            console.overwrite("");
        }
        console.note("  " + done + "/" + tasks + "  " + line + left());
        lastShown = clock.getAsLong();
    }

    /** Leaves the line. */
    void end() {
        if (console.isTerminal() && (done > 0 || iterations > 0)) {
            draw();
            console.note("");
        }
    }

    private double share() {
        return Math.min(1, (done + running.values().stream().mapToDouble(Double::doubleValue).sum()) / tasks);
    }

    private String left() {
        OptionalDouble seconds = secondsLeft();
        return seconds.isEmpty() ? "" : "  " + Numbers.duration(seconds.getAsDouble()) + " left";
    }

    private OptionalDouble secondsLeft() {
        double elapsed = (clock.getAsLong() - start) / NANOS;
        double made = share() * tasks - before;
        return made <= 0 || done == tasks || elapsed < WARM_UP ? OptionalDouble.empty()
                : OptionalDouble.of(elapsed / made * tasks * (1 - share()));
    }
}
