package org.deltaw.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.data.FoldSettings;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.minimise.Checkpoint;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.kernel.validate.CrossValidation;
import org.deltaw.spec.SpecWriter;
import org.deltaw.spi.data.Dataset;
import org.deltaw.storage.AtomicFile;
import org.deltaw.study.record.RunResults;
import org.deltaw.study.record.Study;
import org.deltaw.study.report.FoldWords;
import org.deltaw.study.report.TextTable;
import org.deltaw.study.report.ValidationTable;

/** Fits every fold from where a study stands, keeps and shows what came out. */
record ValidateRun(Console console, Fit fit, Dataset dataset, FoldSettings settings, Study study, StopSignal signal) {
    /** The last file: a study that has it is done. */
    private static final String PAGE = "validation.html";

    /** Tells whether there is nothing to go on with. */
    static boolean isDone(Path results) {
        return Files.exists(results.resolve(PAGE));
    }

    /** Runs. Returns the exit code. */
    int run(CrossValidation validation) {
        console.print("Validating '" + fit.name() + "' by " + FoldWords.of(settings) + ", into " + study.results());
        dataset.warnings().forEach(console::warn);
        signal.advise("Saving takes long. What is done is kept; go on with: " + study.resume());
        ValidationTable table = new ValidationTable(settings);
        for (CrossValidation.Fold fold : validation.folds()) {
            console.title((fold.subject().isEmpty() ? "Fold " : fold.subject() + ", fold ") + fold.number() + " of "
                    + settings.folds());
            FitResult result = train(validation, fold);
            if (result.outcome() instanceof Outcome.Interrupted) {
                console.print("Interrupted; what is done is kept. Go on with: " + study.resume());
                return ExitCode.INTERRUPTED;
            }
            table.add(fold, result);
        }
        keep(table);
        return ExitCode.DONE;
    }

    /** Trains; a fold that is done is at its end at once. */
    private FitResult train(CrossValidation validation, CrossValidation.Fold fold) {
        RunResults results = study.directory().part("folds",
                (fold.subject().isEmpty() ? "" : fold.subject() + ", ") + fold.number());
        Optional<Checkpoint> from = results.checkpoint();
        Progress progress = new Progress(console, fit.training().epochs(), from.map(Checkpoint::epochs).orElse(0),
                fit.training().optimizer() != TrainingSettings.Optimizer.ADAM, System::nanoTime);
        try {
            FitResult result =
                    validation.train(fold, from, new RunListener(results, validation.names(), fit.training().starts(), progress, signal));
            results.write(result.checkpoint(), validation.names());
            if (from.isPresent() && from.get().epochs() == result.checkpoint().epochs()) {
                console.print("  done before");
            }
            return result;
        } finally {
            progress.end();
        }
    }

    private void keep(ValidationTable table) {
        Path target = study.results();
        console.title("What was held out");
        console.print(table.text());
        console.print("");
        table.notes().forEach(note -> TextTable.wrapped(note, 98).forEach(line -> console.print("  " + line)));
        AtomicFile.write(target.resolve("validation.csv"), table.csv());
        AtomicFile.write(target.resolve("validation.json"), table.json());
        AtomicFile.write(target.resolve(PAGE), table.html(fit.name(), SpecWriter.write(fit)));
        console.print("");
        console.print("Files in " + target + ": " + PAGE + " (to read), validation.json, validation.csv");
    }
}
