package org.deltaw.cli;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.deltaw.kernel.select.Selection;
import org.deltaw.study.fit.FitStudy;
import org.deltaw.study.record.RunDirectory;
import org.deltaw.study.report.FoldWords;
import org.deltaw.study.report.SelectionText;
import org.deltaw.study.report.TextTable;
import org.deltaw.study.select.SelectionStudy;

/** Runs a selection of terms and the fit of the short rule, and shows how they go and what comes out. */
final class SelectionRunText implements SelectionStudy.Listener {
    private static final String KIND = "selection";
    private static final int WIDTH = 100;

    private final Console console;
    private final SelectionStudy study;
    private final StopSignal stop;
    private final StrictOption strict;
    private int done;

    SelectionRunText(Console console, SelectionStudy study, StopSignal stop, StrictOption strict) {
        this.console = console;
        this.study = study;
        this.stop = stop;
        this.strict = strict;
    }

    /** Runs it. */
    Answer run() {
        String resume = RunDirectory.resumeCommand(study.folder());
        console.note("Choosing terms of '" + study.fit().name() + "' by " + FoldWords.of(study.settings().folds()) + ", into "
                + study.folder());
        study.warnings().forEach(console::warn);
        stop.advise("A fit takes long to stop. What is done is kept; go on with: " + resume);
        Optional<Selection> found = study.run(this);
        if (found.isEmpty()) {
            console.print("Interrupted before the terms were chosen; what is done is kept. Go on with: " + resume);
            return Answer.of(KIND, Map.of("selection", Optional.empty(), "fit", Optional.empty())).in(study.folder())
                    .ending(stop.exitCode());
        }
        SelectionText text = new SelectionText(found.get(), study.settings());
        console.title("Terms");
        console.print(text.table());
        text.sentences().forEach(sentence -> TextTable.wrapped(sentence, WIDTH).forEach(console::print));
        return refit(found.get());
    }

    private Answer refit(Selection found) {
        Optional<FitStudy> refit = study.refit(found);
        if (refit.isEmpty()) {
            console.print("There is nothing to fit. Files in " + study.folder()
                    + ": selection.html (to read), selection.json, selection.csv");
            return answer(Optional.empty());
        }
        console.title("The short rule, fitted to all training data without a penalty");
        try (FitStudy fit = refit.get()) {
            Answer fitted = FitText.run(console, fit, stop, strict);
            console.note("How terms were chosen: " + study.folder().resolve("selection.html"));
            return answer(Optional.of(fit)).ending(fitted.exitCode() == ExitCode.NOT_CONVERGED
                    ? strict.exitCode(false) : fitted.exitCode());
        }
    }

    private Answer answer(Optional<FitStudy> fit) {
        return Answer.of(KIND, () -> study.json(fit.map(FitStudy::json))).in(study.folder());
    }

    @Override
    public void pathWent(int number, Selection.Point point) {
        show("penalty " + number + " of " + study.settings().lambdas() + ": " + point.selected().size() + " of "
                + point.coefficients().size() + " terms");
    }

    @Override
    public void eliminated(Selection.Elimination term, int left) {
        show("without " + term.name() + ": " + left + " terms left");
    }

    private void show(String what) {
        done++;
        if (console.hasProgressLines()) {
            console.progress(new ProgressLine(what, done, OptionalLong.empty(), OptionalDouble.empty()));
        } else {
            console.note("  " + what);
        }
    }

    @Override
    public boolean stopRequested() {
        return stop.requested();
    }
}
