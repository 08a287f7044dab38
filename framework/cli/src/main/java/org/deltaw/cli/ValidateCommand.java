package org.deltaw.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.data.FoldSettings;
import org.deltaw.kernel.validate.CrossValidation;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.SpecFile;
import org.deltaw.spi.data.Dataset;
import org.deltaw.study.fit.Opening;
import org.deltaw.study.record.FoldSettingsJson;
import org.deltaw.study.record.RunFolders;
import org.deltaw.study.record.RunLock;
import org.deltaw.study.record.Study;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says how well rules predict what they were not fitted to. */
@Command(name = "validate",
        header = "Shows by cross-validation how well a rule predicts new data.",
        descriptionHeading = "%n",
        description = {
            "Divides the data of a spec into folds, fits all but one of them and evaluates the rule on that one, for each in "
                    + "turn; then shows means and standard errors over folds. The seed of the spec says which recordings or "
                    + "subjects are in which fold; repetitions of a recording are always in the same.",
            "What the spec holds out is used nowhere. With training.subjects=separate each subject is validated alone.",
            "The directory gets validation.html to read, validation.json and validation.csv. Ctrl-C stops; 'deltaw resume' "
                    + "goes on."},
        footer = {"", "Examples:", "  deltaw validate example-foraging.yaml --folds 6",
            "  deltaw validate fly.yaml --over trials -o runs/fly-folds",
            "  deltaw validate flies.yaml --over subjects 'rule.terms=[x*r, w]'"})
final class ValidateCommand implements Callable<Integer> {
    private static final Path RUNS = Path.of("runs");

    private final Console console;
    private final ExtensionRegistry registry;
    private final Function<Console, StopSignal> stop;

    @Parameters(index = "0", paramLabel = "SPEC", description = "The spec file, in YAML or JSON.")
    private Path spec = Path.of("");

    @Parameters(index = "1..*", paramLabel = "KEY=VALUE",
            description = "Settings to use instead of those in the spec, as in training.epochs=50.")
    private List<String> overrides = new ArrayList<>();

    @Mixin
    private FoldOptions folds = new FoldOptions();

    @Option(names = {"-o", "--out"}, paramLabel = "DIR",
            description = "A new or empty directory for the results; by default runs/NAME-validation.")
    private @Nullable Path folder;

    ValidateCommand(Console console, ExtensionRegistry registry, Function<Console, StopSignal> stop) {
        this.console = console;
        this.registry = registry;
        this.stop = stop;
    }

    @Override
    public Integer call() throws Exception {
        FoldSettings settings = folds.settings();
        if (folder != null) {
            RunFolders.requireFree(folder);
        }
        SpecFile file = SpecFile.read(spec, overrides);
        Fit fit = file.fit(registry);
        Dataset dataset = Opening.data(file, spec, fit);
        try (CrossValidation validation = Opening.located(file, spec, () -> CrossValidation.open(fit, dataset, settings))) {
            Path target = folder != null ? RunFolders.create(folder) : RunFolders.create(RUNS, fit.name() + "-validation");
            try (RunLock _ = RunLock.of(target); StopSignal signal = stop.apply(console)) {
                RunFolders.requireFree(target);
                Study study = Study.begin(Study.Kind.VALIDATION, target, fit, dataset, registry.bundles(),
                        FoldSettingsJson.write(settings));
                return new ValidateRun(console, fit, dataset, settings, study, signal).run(validation);
            }
        }
    }
}
