package org.deltaw.cli;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import org.deltaw.study.report.Numbers;
import org.deltaw.study.sweep.Row;

/**
 * Shows how an experiment goes: a line for each fit; on a terminal one line that is written over, and lines for those that failed
 * alone.
 */
final class ExperimentProgress {
    private static final double NANOS = 1e9;

    private final Console console;
    private final int fits;
    private final LongSupplier clock;
    private final long start;
    private final Set<String> warnings = new HashSet<>();
    private int done;
    private int made;

    ExperimentProgress(Console console, int fits, LongSupplier clock) {
        this.console = console;
        this.fits = fits;
        this.clock = clock;
        this.start = clock.getAsLong();
        console.note(Numbers.count(fits, "fit") + ":");
    }

    /** Passes on what a user should know of the data, once. */
    void warn(List<String> sentences) {
        sentences.stream().filter(warnings::add).forEach(console::warn);
    }

    /**
     * Is told of a fit.
     *
     * @param before whether it was done in an earlier run
     */
    void done(String fit, List<Row> rows, boolean before) {
        done++;
        made += before ? 0 : 1;
        if (console.hasProgressLines()) {
            console.progress(new ProgressLine("fits", done, OptionalLong.of(fits), secondsLeft()));
            return;
        }
        boolean failed = rows.stream().anyMatch(row -> !row.reason().isEmpty());
        String line = "  " + done + "/" + fits + "  " + fit + (before ? "  (done before)" : "")
                + (secondsLeft().isPresent() ? "  " + Numbers.duration(secondsLeft().getAsDouble()) + " left" : "");
        if (failed) {
            line += "  " + rows.stream().filter(row -> !row.reason().isEmpty()).map(row -> row.outcome() + ": " + row.reason())
                    .findFirst().orElse("");
        }
        if (console.isTerminal() && !failed) {
            console.overwrite(line);
        } else {
            console.note(line);
        }
    }

    /** Leaves the line. */
    void end() {
        if (console.isTerminal() && done > 0) {
            console.note("");
        }
    }

    private OptionalDouble secondsLeft() {
        double elapsed = (clock.getAsLong() - start) / NANOS;
        return made == 0 || done == fits || elapsed < 1 ? OptionalDouble.empty()
                : OptionalDouble.of(elapsed / made * (fits - done));
    }
}
