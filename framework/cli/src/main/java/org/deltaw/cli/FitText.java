package org.deltaw.cli;

import java.nio.file.Path;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.study.fit.FitStudy;
import org.deltaw.study.record.RunDirectory;
import org.jspecify.annotations.Nullable;

/** Runs a fit and shows how it goes and what comes out. */
final class FitText implements FitStudy.Listener {
    private static final double NANOS = 1e9;

    private final Console console;
    private final FitStudy study;
    private final StopSignal stop;
    private final boolean separate;
    private @Nullable Progress progress;
    private long start;

    private FitText(Console console, FitStudy study, StopSignal stop) {
        this.console = console;
        this.study = study;
        this.stop = stop;
        this.separate = FitStudy.isSeparate(study.fit());
    }

    /** Runs a fit. Returns the exit code. */
    static int run(Console console, FitStudy study, StopSignal stop) {
        return new FitText(console, study, stop).run();
    }

    private int run() {
        new Introduction(study.fit(), study.opened(), study.folder()).print(console);
        study.opened().warnings().forEach(console::warn);
        stop.advise("Saving takes long. What is in " + study.folder() + " can be resumed all the same: "
                + RunDirectory.resumeCommand(study.folder()));
        if (!separate) {
            console.print("");
        }
        FitStudy.Result result = shown();
        result.summary().ifPresent(summary -> {
            console.title("All subjects");
            console.print(summary.table());
            console.print("");
            console.print("Files in " + study.folder() + ": summary.csv, and a directory for each subject in subjects/");
        });
        return result.isInterrupted() ? ExitCode.INTERRUPTED : ExitCode.DONE;
    }

    private FitStudy.Result shown() {
        try {
            return study.run(this);
        } finally {
            endProgress();
        }
    }

    @Override
    public FitListener training(Problem problem, int number, int done) {
        if (separate) {
            console.title("Subject " + problem.subject() + " (" + number + " of " + study.opened().problems().size() + ")");
        }
        start = System.nanoTime();
        TrainingText text = TrainingText.of(console, study.fit(), done, problem.method().optimizer(), stop);
        progress = text.progress();
        return text;
    }

    @Override
    public void trained(FitResult result, String outcome, Path folder) {
        endProgress();
        new ResultText(result, separate).print(console, outcome, (System.nanoTime() - start) / NANOS, folder);
    }

    private void endProgress() {
        if (progress != null) {
            progress.end();
            progress = null;
        }
    }
}
