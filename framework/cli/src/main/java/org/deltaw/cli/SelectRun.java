package org.deltaw.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.fit.Session;
import org.deltaw.kernel.select.Selection;
import org.deltaw.kernel.select.SelectionCheckpoint;
import org.deltaw.kernel.select.SelectionListener;
import org.deltaw.kernel.select.SelectionSettings;
import org.deltaw.kernel.select.TermSelection;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.SpecWriter;
import org.deltaw.spi.data.Dataset;
import org.deltaw.storage.AtomicFile;
import org.deltaw.study.record.RunDirectory;
import org.deltaw.study.record.SelectionJson;
import org.deltaw.study.record.Study;
import org.deltaw.study.report.FoldWords;
import org.deltaw.study.report.SelectionReport;
import org.deltaw.study.report.SelectionText;
import org.deltaw.study.report.TextTable;

/** Chooses terms from where a study stands, keeps and shows what came out, and fits the short rule. */
record SelectRun(
        Console console, ExtensionRegistry registry, Fit fit, Dataset dataset, SelectionSettings settings, Study study,
        StopSignal signal) {
    private static final String CHECKPOINT = "checkpoint.json";

    /** Runs. Returns the exit code. */
    int run(TermSelection selection) {
        console.print("Choosing terms of '" + fit.name() + "' by " + FoldWords.of(settings.folds()) + ", into "
                + study.results());
        dataset.warnings().forEach(console::warn);
        signal.advise("A fit takes long to stop. What is done is kept; go on with: " + study.resume());
        Optional<Selection> found = selection.run(checkpoint(), listener());
        if (found.isEmpty()) {
            console.print("Interrupted before the terms were chosen; what is done is kept. Go on with: " + study.resume());
            return ExitCode.INTERRUPTED;
        }
        keep(found.get());
        return refit(found.get());
    }

    private SelectionCheckpoint checkpoint() {
        Path file = study.file(CHECKPOINT);
        return Files.exists(file) ? SelectionJson.read(file) : SelectionCheckpoint.START;
    }

    private SelectionListener listener() {
        return new SelectionListener() {
            @Override
            public void done(String what) {
                console.print("  " + what);
            }

            @Override
            public void checkpoint(SelectionCheckpoint checkpoint) {
                AtomicFile.write(study.file(CHECKPOINT), SelectionJson.write(checkpoint));
            }

            @Override
            public boolean stopRequested() {
                return signal.requested();
            }
        };
    }

    private void keep(Selection selection) {
        SelectionText text = new SelectionText(selection, settings);
        console.title("Terms");
        console.print(text.table());
        text.sentences().forEach(sentence -> TextTable.wrapped(sentence, 100).forEach(console::print));
        AtomicFile.write(study.results().resolve("selection.csv"), text.csv());
        AtomicFile.write(study.results().resolve("selection.json"), text.json());
        AtomicFile.write(study.results().resolve("selection.html"),
                new SelectionReport(fit.name(), text, SpecWriter.write(fit)).html());
    }

    private int refit(Selection selection) {
        Path target = study.results();
        try (Session session = Session.open(selection.refit(), dataset)) {
            if (session.problems().getFirst().names().isEmpty()) {
                console.print("There is nothing to fit. Files in " + target
                        + ": selection.html (to read), selection.json, selection.csv");
                return ExitCode.DONE;
            }
            console.title("The short rule, fitted to all training data without a price");
            List<BundleInfo> bundles = registry.bundles();
            RunDirectory directory = RunDirectory.create(target, selection.refit(), bundles);
            int code = new FitRun(console, selection.refit(), session, directory, bundles, signal).train();
            console.print("How terms were chosen: " + target.resolve("selection.html"));
            return code;
        }
    }
}
