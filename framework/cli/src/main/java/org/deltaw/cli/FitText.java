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
    private final StrictOption strict;
    private final boolean separate;
    private @Nullable Progress progress;
    private long start;

    private FitText(Console console, FitStudy study, StopSignal stop, StrictOption strict) {
        this.console = console;
        this.study = study;
        this.stop = stop;
        this.strict = strict;
        this.separate = FitStudy.isSeparate(study.fit());
    }

    /** Runs a fit. */
    static Answer run(Console console, FitStudy study, StopSignal stop, StrictOption strict) {
        return new FitText(console, study, stop, strict).run();
    }

    /** Answers with what is in the directory of a fit. */
    static Answer of(FitStudy study) {
        return Answer.of("fit", study::json).in(study.folder());
    }

    private Answer run() {
        new FitPreview(study.fit(), study.opened(), study.folder()).print(console);
        study.opened().warnings().forEach(console::warn);
        stop.advise("Saving takes long. What is in " + study.folder() + " can be resumed all the same: "
                + RunDirectory.resumeCommand(study.folder()));
        if (!separate) {
            console.note("");
        }
        FitStudy.Result result = shown();
        result.summary().ifPresent(summary -> {
            console.title("All subjects");
            console.print(summary.table());
            console.note("");
            console.note("Files in " + study.folder() + ": summary.csv, and a directory for each subject in subjects/");
        });
        return of(study).ending(result.isInterrupted() ? stop.exitCode()
                : separate ? strict.exitCode(result.converged())
                : result.converged() ? ExitCode.DONE : ExitCode.NOT_CONVERGED);
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
        TrainingText text = TrainingText.of(console, study.fit(), done, problem.method().optimizer(), stop,
                separate ? problem.subject() : "training");
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
