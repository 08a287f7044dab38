package org.deltaw.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.Warning;
import org.deltaw.spi.data.Design;
import org.deltaw.study.fit.FitStudy;
import org.deltaw.study.recover.RecoveryFiles;
import org.deltaw.study.recover.RecoveryResult;
import org.deltaw.study.recover.RecoveryStudy;
import org.deltaw.study.recover.RecoveryTables;
import org.deltaw.study.recover.Replicate;
import org.deltaw.study.report.TextTable;
import org.deltaw.study.task.Task;
import org.jspecify.annotations.Nullable;

/** Runs a recovery and shows how it goes and what comes out. */
record RecoveryText(Console console, RecoveryStudy study, StopSignal stop, StrictOption strict) {
    private static final String KIND = "recovery";
    private static final int WIDTH = 98;

    /** Runs it. */
    Answer run() {
        if (!study.changes().isEmpty()) {
            console.warn(Warning.of("other-versions", "Since the first of these fits " + Words.and(study.changes()) + "; replicates that "
                    + "are done are not repeated. Name another directory with -o DIR to repeat them."));
        }
        Watching watching = new Watching();
        Optional<RecoveryResult> result = study.run(watching);
        watching.end();
        if (result.isEmpty()) {
            console.print("Interrupted; what is done is kept. The same command goes on.");
            return Answer.of(KIND, Map.of("coefficients", List.of())).in(study.path()).ending(stop.exitCode());
        }
        RecoveryFiles files = study.write(result.get());
        files.warnings().forEach(console::warn);
        print(result.get());
        console.note("");
        TextTable.wrapped("Files in " + study.path() + ": " + String.join(", ", files.names()), WIDTH).forEach(console::note);
        return Answer.of(KIND, result.get().json()).in(study.path()).ending(strict.exitCode(result.get().converged()));
    }

    private void print(RecoveryResult result) {
        RecoveryTables tables = new RecoveryTables(result);
        for (Design.Size size : result.sizes()) {
            console.title(tables.title(size));
            console.print(tables.text(size));
            if (!result.confusion().isEmpty()) {
                console.title("Share of replicates in which each model is best, with " + RecoveryTables.name(size));
                console.print(tables.confusionText(size));
            }
        }
        console.print("");
        tables.notes().forEach(note -> TextTable.wrapped(note, WIDTH).forEach(line -> console.print("  " + line)));
    }

    /** Shows fits, if there are any, then how many replicates are done. */
    private final class Watching implements RecoveryStudy.Listener {
        private @Nullable TaskProgress progress;

        @Override
        public void fit(String model, FitStudy fit) {
            console.title("What is to be simulated: the fit of " + model + " to what was recorded");
            FitText.run(console, fit, stop, strict);
            console.title("Recovery");
        }

        @Override
        public void done(Task task, Replicate replicate, boolean before) {
            String failure = replicate.failure().isEmpty() ? "" : ": " + replicate.failure();
            progress().done(task.title(), task.title() + failure, !failure.isEmpty(), before);
        }

        private TaskProgress progress() {
            TaskProgress known = progress;
            if (known == null) {
                known = new TaskProgress(console, "replicate", study.size(), System::nanoTime);
                progress = known;
            }
            return known;
        }

        @Override
        public boolean stopRequested() {
            return stop.requested();
        }

        void end() {
            if (progress != null) {
                progress.end();
            }
        }
    }
}
