package org.deltaw.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.study.record.RunDirectory;
import org.deltaw.study.report.FoldWords;
import org.deltaw.study.report.TextTable;
import org.deltaw.study.task.Task;
import org.deltaw.study.validate.FoldResult;
import org.deltaw.study.validate.ValidationStudy;
import org.deltaw.study.validate.ValidationTable;
import org.jspecify.annotations.Nullable;

/** Runs a cross-validation and shows how it goes and what comes out. */
final class ValidationText implements ValidationStudy.Listener {
    private static final String KIND = "validation";
    private static final int WIDTH = 98;

    private final Console console;
    private final ValidationStudy study;
    private final StopSignal stop;
    private final StrictOption strict;
    private @Nullable TaskProgress progress;

    private ValidationText(Console console, ValidationStudy study, StopSignal stop, StrictOption strict) {
        this.console = console;
        this.study = study;
        this.stop = stop;
        this.strict = strict;
    }

    /** Runs a cross-validation. */
    static Answer run(Console console, ValidationStudy study, StopSignal stop, StrictOption strict) {
        return new ValidationText(console, study, stop, strict).run();
    }

    /** Answers with what is in the directory of a cross-validation that is done. */
    static Answer of(Path folder) {
        return Answer.of(KIND, () -> ValidationStudy.json(folder)).in(folder);
    }

    private Answer run() {
        String resume = RunDirectory.resumeCommand(study.folder());
        console.note("Validating '" + study.fit().name() + "' by " + FoldWords.of(study.settings().folds()) + ", into "
                + study.folder());
        study.warnings().forEach(console::warn);
        stop.advise("Saving takes long. What is done is kept; go on with: " + resume);
        TaskProgress folds = new TaskProgress(console, "fold", study.tasks().size(), System::nanoTime);
        progress = folds;
        Optional<ValidationTable> table;
        try {
            table = study.run(this);
        } finally {
            folds.end();
        }
        if (table.isEmpty()) {
            console.print("Interrupted; what is done is kept. Go on with: " + resume);
            return Answer.of(KIND, Map.of("validation", Optional.empty())).in(study.folder()).ending(stop.exitCode());
        }
        print(table.get());
        return of(study.folder()).ending(strict.exitCode(table.get().converged()));
    }

    private void print(ValidationTable table) {
        console.title("What was held out");
        console.print(table.text());
        console.print("");
        table.notes().forEach(note -> TextTable.wrapped(note, WIDTH).forEach(line -> console.print("  " + line)));
        console.note("");
        console.note("Files in " + study.folder() + ": " + ValidationStudy.PAGE
                + " (to read), validation.json, validation.csv, subjects.csv");
    }

    @Override
    public FitListener training(Task fold, int done) {
        return Objects.requireNonNull(progress).training(
                fold.title(), study.fit(), done, study.fit().optimizer().candidates().getFirst());
    }

    @Override
    public void done(Task fold, FoldResult result, boolean before) {
        Objects.requireNonNull(progress).done(fold.title(), fold.title() + ": " + result.outcome(), false, before);
    }

    @Override
    public boolean stopRequested() {
        return stop.requested();
    }
}
