package org.deltaw.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Warning;
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
                    + "if it had never stopped. 'deltaw reproduce' goes on by itself: give the same command again.",
            "It refuses to go on if spec, data or bundles are no longer those with which it began."},
        footer = {"", "Examples:", "  deltaw resume runs/fly-forgetting", "  deltaw resume runs/fly-forgetting-selection",
            "  deltaw resume runs/fly-forgetting backend.name=interpreter"})
final class ResumeCommand implements Callable<Answer> {
    private static final String BACKEND = "backend.name=";

    private final Console console;
    private final ExtensionRegistry registry;
    private final Function<Console, StopSignal> stop;

    @Parameters(index = "0", paramLabel = "DIR",
            description = "The directory, as 'deltaw fit', 'deltaw validate' or 'deltaw select' named it.")
    private Path folder = Path.of("");

    @Parameters(index = "1..*", paramLabel = "backend.name=NAME",
            description = "Go on with a fit on another backend. This is written down; the bits are then no longer those of a "
                    + "run that never stopped.")
    private List<String> overrides = new ArrayList<>();

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
        Optional<String> backend = backend();
        if (study.isPresent() && !RunDirectory.isAt(folder)) {
            if (backend.isPresent()) {
                throw new InvalidSpecException("Only a fit can go on with another backend, and in " + folder + " there is none yet; "
                        + "leave out backend.name.");
            }
            return resume(study.get());
        }
        Answer fit = resumeFit(backend);
        return study.isPresent() && fit.exitCode() == ExitCode.NOT_CONVERGED ? fit.ending(strict.exitCode(false)) : fit;
    }

    private Optional<String> backend() {
        for (String override : overrides) {
            if (!override.startsWith(BACKEND) || overrides.size() > 1) {
                throw new InvalidSpecException("Only the backend may change when a run goes on, as in " + BACKEND + "interpreter, not '"
                        + override + "'; to change anything else, start anew in another directory.");
            }
        }
        return overrides.stream().findFirst().map(override -> override.substring(BACKEND.length()));
    }

    private Answer resumeFit(Optional<String> backend) {
        try (FitStudy study = FitStudy.resume(folder, registry, backend); StopSignal signal = stop.apply(console)) {
            if (study.isFinished()) {
                console.print("The run in " + folder + " is finished; its results are there. To train longer, start a new one "
                        + "with more training.epochs.");
                return FitText.of(study);
            }
            warnOfChanges(study.changes());
            if (!study.backends().isEmpty()) {
                console.warn(Warning.of("other-backend", "The run has gone on with another backend (" + Words.and(study.backends())
                        + "), so its bits are not those of a run that never stopped."));
            }
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
            console.warn(Warning.of("other-versions", "This is not the DeltaW with which the run began, so the result may differ "
                    + "from that of a run that was never stopped: " + Words.and(changes) + "."));
        }
    }
}
