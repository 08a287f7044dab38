package org.deltaw.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.study.fit.FitStudy;
import org.deltaw.study.record.BundleRecord;
import org.deltaw.study.record.RunDirectory;
import org.deltaw.study.record.StudyRecord;
import org.deltaw.study.select.SelectionStudy;
import org.deltaw.study.validate.ValidationStudy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Goes on with what was stopped or killed. */
@Command(name = "resume",
        header = "Goes on with what was stopped or killed.",
        descriptionHeading = "%n",
        description = {
            "Goes on with what 'deltaw fit', 'deltaw validate' or 'deltaw select' had begun when it was stopped by Ctrl-C, "
                    + "killed, or cut short by a full disk or a power failure. It ends with the same numbers, bit for bit, as "
                    + "if it had never stopped. 'deltaw reproduce' goes on by itself: give the same command again."},
        footer = {"", "Examples:", "  deltaw resume runs/fly-forgetting", "  deltaw resume runs/fly-forgetting-selection"})
final class ResumeCommand implements Callable<Answer> {
    private final Console console;
    private final ExtensionRegistry registry;
    private final Function<Console, StopSignal> stop;

    @Parameters(paramLabel = "DIR",
            description = "The directory, as 'deltaw fit', 'deltaw validate' or 'deltaw select' named it.")
    private Path folder = Path.of("");

    @Mixin
    private StrictOption strict = new StrictOption();

    ResumeCommand(Console console, ExtensionRegistry registry, Function<Console, StopSignal> stop) {
        this.console = console;
        this.registry = registry;
        this.stop = stop;
    }

    @Override
    public Answer call() {
        if (StudyRecord.isAt(folder)) {
            throw new InvalidSpecException(folder + " holds a part of what is in the directory around it. Go on with that: "
                    + RunDirectory.resumeCommand(Objects.requireNonNull(folder.toAbsolutePath().normalize().getParent())));
        }
        Optional<StudyRecord> study = StudyRecord.find(folder);
        // Once terms are chosen the fit of the short rule is a run like any other.
        if (study.isPresent() && !RunDirectory.isAt(folder)) {
            return resume(study.get());
        }
        Answer fit = resumeFit();
        return study.isPresent() && fit.exitCode() == ExitCode.NOT_CONVERGED ? fit.ending(strict.exitCode(false)) : fit;
    }

    private Answer resumeFit() {
        try (FitStudy study = FitStudy.resume(folder, registry); StopSignal signal = stop.apply(console)) {
            if (study.isFinished()) {
                console.print("The run in " + folder + " is finished; its results are there. To train longer, start a new one "
                        + "with more training.epochs.");
                return FitText.of(study);
            }
            warnOfChanges(study.changes());
            return FitText.run(console, study, signal, strict);
        }
    }

    private Answer resume(StudyRecord record) {
        if (record.kind() == StudyRecord.Kind.VALIDATION && ValidationStudy.isFinished(folder)) {
            console.print("The cross-validation in " + folder + " is finished; its results are there.");
            return ValidationText.of(folder);
        }
        warnOfChanges(BundleRecord.changes(record.directory().path(), registry.bundles()));
        return switch (record.kind()) {
            case SELECTION -> select(record);
            case VALIDATION -> validate(record);
        };
    }

    private Answer select(StudyRecord record) {
        try (SelectionStudy study = SelectionStudy.resume(record, registry); StopSignal signal = stop.apply(console)) {
            return new SelectionRunText(console, study, signal, strict).run();
        }
    }

    private Answer validate(StudyRecord record) {
        try (ValidationStudy study = ValidationStudy.resume(record, registry); StopSignal signal = stop.apply(console)) {
            return ValidationText.run(console, study, signal, strict);
        }
    }

    private void warnOfChanges(List<String> changes) {
        if (!changes.isEmpty()) {
            console.warn("This is not the DeltaW with which the run began, so the result may differ from that of a run "
                    + "that was never stopped: " + Words.and(changes) + ".");
        }
    }
}
