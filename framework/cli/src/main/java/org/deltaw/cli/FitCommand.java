package org.deltaw.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.study.fit.FitStudy;
import org.deltaw.study.record.Destination;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fits what a spec file says. */
@Command(name = "fit",
        header = "Fits a rule to data, as a spec file says.",
        descriptionHeading = "%n",
        description = {
            "Fits a plasticity rule to data, as a spec file says, and shows the fitted rule, its coefficients and how much "
                    + "of the data it explains.",
            "Everything is kept in a directory: report.html to read, parameters.json, metrics.json and history.csv for "
                    + "programs. Ctrl-C stops; 'deltaw resume' goes on.",
            "The exit code is 3 if the fit diverged, or used up its iterations (training.epochs) although its optimizer has a "
                    + "criterion by which it ends before, as gauss-newton and cma-es have, and all with training.patience."},
        footer = {"", "Examples:",
            "  deltaw fit fly.yaml                                   into runs/NAME",
            "  deltaw fit fly.yaml training.epochs=50 seed=7         with settings changed",
            "  deltaw fit fly.yaml 'data.files=[Fly1.mat]' -o runs/fly1",
            "", "'deltaw describe fit' explains spec files."})
final class FitCommand implements Callable<Answer> {
    private final Console console;
    private final ExtensionRegistry registry;
    private final Function<Console, StopSignal> stop;

    @Parameters(index = "0", paramLabel = "SPEC", description = "The spec file, in YAML or JSON.")
    private Path spec = Path.of("");

    @Parameters(index = "1..*", paramLabel = "KEY=VALUE",
            description = "Settings to use instead of those in the spec, as in training.epochs=50.")
    private List<String> overrides = new ArrayList<>();

    @Mixin
    private StrictOption strict = new StrictOption();

    @Option(names = {"-o", "--out"}, paramLabel = "DIR",
            description = "A new or empty directory for the results; by default runs/NAME, with the name in the spec.")
    private @Nullable Path folder;

    FitCommand(Console console, ExtensionRegistry registry, Function<Console, StopSignal> stop) {
        this.console = console;
        this.registry = registry;
        this.stop = stop;
    }

    @Override
    public Answer call() throws Exception {
        Destination destination = folder == null ? Destination.inRuns("") : Destination.at(folder);
        try (FitStudy study = FitStudy.begin(Specs.read(console, spec, overrides), registry, destination);
                StopSignal signal = stop.apply(console)) {
            return FitText.run(console, study, signal, strict);
        }
    }
}
