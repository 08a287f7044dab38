package org.deltaw.cli;

import java.util.Optional;
import org.deltaw.kernel.select.Selection;
import org.deltaw.study.fit.FitStudy;
import org.deltaw.study.record.RunDirectory;
import org.deltaw.study.report.FoldWords;
import org.deltaw.study.report.SelectionText;
import org.deltaw.study.report.TextTable;
import org.deltaw.study.select.SelectionStudy;

/** Runs a selection of terms and the fit of the short rule, and shows how they go and what comes out. */
record SelectionRunText(Console console, SelectionStudy study, StopSignal stop) implements SelectionStudy.Listener {
    private static final int WIDTH = 100;

    /** Runs it. Returns the exit code. */
    int run() {
        String resume = RunDirectory.resumeCommand(study.folder());
        console.print("Choosing terms of '" + study.fit().name() + "' by " + FoldWords.of(study.settings().folds()) + ", into "
                + study.folder());
        study.warnings().forEach(console::warn);
        stop.advise("A fit takes long to stop. What is done is kept; go on with: " + resume);
        Optional<Selection> found = study.run(this);
        if (found.isEmpty()) {
            console.print("Interrupted before the terms were chosen; what is done is kept. Go on with: " + resume);
            return ExitCode.INTERRUPTED;
        }
        SelectionText text = new SelectionText(found.get(), study.settings());
        console.title("Terms");
        console.print(text.table());
        text.sentences().forEach(sentence -> TextTable.wrapped(sentence, WIDTH).forEach(console::print));
        return refit(found.get());
    }

    private int refit(Selection found) {
        Optional<FitStudy> refit = study.refit(found);
        if (refit.isEmpty()) {
            console.print("There is nothing to fit. Files in " + study.folder()
                    + ": selection.html (to read), selection.json, selection.csv");
            return ExitCode.DONE;
        }
        console.title("The short rule, fitted to all training data without a price");
        try (FitStudy fit = refit.get()) {
            int code = FitText.run(console, fit, stop);
            console.print("How terms were chosen: " + study.folder().resolve("selection.html"));
            return code;
        }
    }

    @Override
    public void done(String what) {
        console.print("  " + what);
    }

    @Override
    public boolean stopRequested() {
        return stop.requested();
    }
}
