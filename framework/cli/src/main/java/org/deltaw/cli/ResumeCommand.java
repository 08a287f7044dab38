package org.deltaw.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.data.FoldSettings;
import org.deltaw.kernel.fit.Session;
import org.deltaw.kernel.select.SelectionSettings;
import org.deltaw.kernel.select.TermSelection;
import org.deltaw.kernel.validate.CrossValidation;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.SpecFile;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Dataset;
import org.deltaw.study.fit.Opening;
import org.deltaw.study.record.BundleRecord;
import org.deltaw.study.record.FoldSettingsJson;
import org.deltaw.study.record.RunDirectory;
import org.deltaw.study.record.RunLock;
import org.deltaw.study.record.SelectionSettingsJson;
import org.deltaw.study.record.Study;
import picocli.CommandLine.Command;
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
final class ResumeCommand implements Callable<Integer> {
    private final Console console;
    private final ExtensionRegistry registry;
    private final Function<Console, StopSignal> stop;

    @Parameters(paramLabel = "DIR",
            description = "The directory, as 'deltaw fit', 'deltaw validate' or 'deltaw select' named it.")
    private Path folder = Path.of("");

    ResumeCommand(Console console, ExtensionRegistry registry, Function<Console, StopSignal> stop) {
        this.console = console;
        this.registry = registry;
        this.stop = stop;
    }

    @Override
    public Integer call() throws Exception {
        if (Study.isAt(folder)) {
            throw new InvalidSpecException(folder + " holds a part of what is in the directory around it. Go on with that: "
                    + RunDirectory.resumeCommand(Objects.requireNonNull(folder.toAbsolutePath().normalize().getParent())));
        }
        Optional<Study> study = Study.find(folder);
        // Once terms are chosen the fit of the short rule is a run like any other.
        return study.isPresent() && !RunDirectory.isAt(folder) ? resume(study.get()) : resumeFit();
    }

    private int resumeFit() throws IOException {
        RunDirectory directory = RunDirectory.open(folder);
        SpecFile spec = directory.spec(List.of());
        Fit fit = spec.fit(registry);
        if (FitRun.isDone(directory, fit)) {
            console.print("The run in " + folder + " is finished; its results are there. To train longer, start a new one "
                    + "with more training.epochs.");
            return ExitCode.DONE;
        }
        try (RunLock _ = RunLock.of(folder)) {
            List<BundleInfo> bundles = registry.bundles();
            warnOfChanges(folder, bundles);
            try (Session session = Opening.of(spec, folder, fit); StopSignal signal = stop.apply(console)) {
                return new FitRun(console, fit, session, directory, bundles, signal).train();
            }
        }
    }

    private int resume(Study study) throws IOException {
        if (study.kind() == Study.Kind.VALIDATION && ValidateRun.isDone(folder)) {
            console.print("The cross-validation in " + folder + " is finished; its results are there.");
            return ExitCode.DONE;
        }
        SpecFile spec = study.directory().spec(List.of());
        Fit fit = spec.fit(registry);
        try (RunLock _ = RunLock.of(folder)) {
            warnOfChanges(study.directory().path(), registry.bundles());
            Dataset dataset = Opening.data(spec, folder, fit);
            study.requireSame(fit, dataset);
            return switch (study.kind()) {
                case SELECTION -> select(study, spec, fit, dataset);
                case VALIDATION -> validate(study, spec, fit, dataset);
            };
        }
    }

    private int select(Study study, SpecFile spec, Fit fit, Dataset dataset) {
        SelectionSettings settings = SelectionSettingsJson.read(study.settings());
        try (TermSelection selection = Opening.located(spec, folder, () -> TermSelection.open(fit, dataset, settings));
                StopSignal signal = stop.apply(console)) {
            return new SelectRun(console, registry, fit, dataset, settings, study, signal).run(selection);
        }
    }

    private int validate(Study study, SpecFile spec, Fit fit, Dataset dataset) {
        FoldSettings settings = FoldSettingsJson.read(study.settings());
        try (CrossValidation validation = Opening.located(spec, folder, () -> CrossValidation.open(fit, dataset, settings));
                StopSignal signal = stop.apply(console)) {
            return new ValidateRun(console, fit, dataset, settings, study, signal).run(validation);
        }
    }

    private void warnOfChanges(Path record, List<BundleInfo> bundles) {
        List<String> changes = BundleRecord.changes(record, bundles);
        if (!changes.isEmpty()) {
            console.warn("This is not the DeltaW with which the run began, so the result may differ from that of a run "
                    + "that was never stopped: " + Words.and(changes) + ".");
        }
    }
}
