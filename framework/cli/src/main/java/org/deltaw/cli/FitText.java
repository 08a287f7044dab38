package org.deltaw.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.study.fit.FitStudy;
import org.deltaw.study.record.RunDirectory;
import org.deltaw.study.report.OutcomeText;
import org.jspecify.annotations.Nullable;

/** Runs a fit and shows how it goes and what comes out. */
final class FitText implements FitStudy.Listener {
    private static final double NANOS = 1e9;

    private final Console console;
    private final FitStudy study;
    private final StopSignal stop;
    private final StrictOption strict;
    private final boolean separate;
    private final Map<String, Long> starts = new HashMap<>();
    private final Map<String, Runnable> results = new HashMap<>();
    private @Nullable Progress progress;
    private @Nullable TaskProgress subjects;

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
        console.note("");
        FitStudy.Result result = shown();
        result.fits().forEach(fit -> Objects.requireNonNull(results.get(fit.subject())).run());
        result.summary().ifPresent(summary -> {
            console.title("All subjects");
            console.print(summary.table());
            console.note("");
            console.note("Files in " + study.folder() + ": summary.csv, and a directory for each subject in subjects/");
        });
        if (separate && result.interrupted()) {
            console.print("");
            console.print("Interrupted; nothing is lost. Go on with: " + RunDirectory.resumeCommand(study.folder()));
        }
        return of(study).ending(result.interrupted() ? stop.exitCode()
                : separate ? strict.exitCode(result.converged())
                : result.converged() ? ExitCode.DONE : ExitCode.NOT_CONVERGED);
    }

    private FitStudy.Result shown() {
        if (separate) {
            subjects = new TaskProgress(console, "subject", study.opened().problems().size(), System::nanoTime);
        }
        try {
            return study.run(this);
        } finally {
            if (progress != null) {
                progress.end();
            }
            if (subjects != null) {
                subjects.end();
            }
        }
    }

    @Override
    public FitListener training(Problem problem, int number, int done) {
        starts.put(problem.subject(), System.nanoTime());
        if (subjects != null) {
            return subjects.training(problem.subject(), study.fit(), done, problem.method().optimizer());
        }
        TrainingText text = TrainingText.of(console, study.fit(), problem, done);
        progress = text.progress();
        return text;
    }

    /** Keeps what is to be printed, so that subjects come in their order. */
    @Override
    public void trained(FitResult result, String outcome, Path folder) {
        String subject = result.subject();
        double seconds = (System.nanoTime() - Objects.requireNonNull(starts.get(subject))) / NANOS;
        boolean stopped = result.outcome() instanceof Outcome.Interrupted;
        results.put(subject, () -> {
            if (separate && !stopped) {
                console.title("Subject " + subject);
            }
            if (!separate || !stopped) {
                new ResultText(result, separate).print(console, outcome, seconds, folder);
            }
        });
        if (subjects != null && !stopped) {
            subjects.done(subject, subject + ": " + OutcomeText.brief(result.outcome()), false, false);
        }
    }

    @Override
    public boolean stopRequested() {
        return stop.requested();
    }
}
