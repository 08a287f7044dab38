package org.deltaw.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.Selection;
import org.deltaw.kernel.SelectionSettings;
import org.deltaw.kernel.Session;
import org.deltaw.kernel.TermSelection;
import org.deltaw.runtime.BundleInfo;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.RunDirectory;
import org.deltaw.spec.SpecFile;
import org.deltaw.spec.SpecWriter;
import org.deltaw.spi.Dataset;
import org.deltaw.spi.InvalidSpecException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Chooses the few terms of a rule that data support. */
@Command(name = "select",
        header = "Chooses the few terms of a rule that the data support.",
        descriptionHeading = "%n",
        description = {
            "Chooses, from all terms of the spec's rule, the few that predict what was held out, and fits the short rule "
                    + "to all training data, without a price.",
            "A price on every coefficient falls from where none is left in; the terms found at each price are fitted anew "
                    + "without it on all folds but one, and tried on that one. Then terms are taken away one by one. Prices "
                    + "in the spec (l1) are not used.",
            "The directory is a run like that of 'deltaw fit', for 'deltaw evaluate' and 'deltaw compare', and has "
                    + "selection.html to read, selection.json and selection.csv.",
            "Intervals of the short rule do not allow for the choice of its terms."},
        footer = {"", "Examples:",
            "  deltaw select example-foraging.yaml training.optimizer=automatic",
            "  deltaw select fly.yaml --over trials --folds 4 -o runs/few",
            "  deltaw select fly.yaml --rule best --path-only"})
final class SelectCommand implements Callable<Integer> {
    private static final Path RUNS = Path.of("runs");

    private final Console console;
    private final ExtensionRegistry registry;
    private final Function<Console, StopSignal> stop;

    @Parameters(index = "0", paramLabel = "SPEC", description = "The spec file, in YAML or JSON.")
    private Path spec = Path.of("");

    @Parameters(index = "1..*", paramLabel = "KEY=VALUE",
            description = "Settings to use instead of those in the spec, as in seed=7.")
    private List<String> overrides = new ArrayList<>();

    @Mixin
    private FoldOptions folds = new FoldOptions();

    @Option(names = "--rule", paramLabel = "RULE", defaultValue = "one-standard-error",
            description = "best: what predicts best; one-standard-error: the fewest terms that predict no worse than that by "
                    + "more than one standard error of the difference over folds. Default: one-standard-error.")
    private String rule = "one-standard-error";

    @Option(names = "--prices", paramLabel = "N", defaultValue = "20",
            description = "How many prices the path has. Default: 20.")
    private int prices = 20;

    @Option(names = "--range", paramLabel = "F", defaultValue = "1e-5",
            description = "The least price as a fraction of the largest. Default: 1e-5.")
    private double range = 1e-5;

    @Option(names = "--path-only", description = "Take no terms away after the path.")
    private boolean pathOnly;

    @Option(names = {"-o", "--out"}, paramLabel = "DIR",
            description = "A new or empty directory for the results; by default runs/NAME-selection.")
    private @Nullable Path folder;

    SelectCommand(Console console, ExtensionRegistry registry, Function<Console, StopSignal> stop) {
        this.console = console;
        this.registry = registry;
        this.stop = stop;
    }

    @Override
    public Integer call() throws Exception {
        SelectionSettings settings = settings();
        if (folder != null) {
            RunFolders.requireFree(folder);
        }
        SpecFile file = SpecFile.read(spec, overrides);
        Fit fit = file.fit(registry);
        Dataset dataset = Opening.data(file, spec, fit);
        try (TermSelection selection = Opening.located(file, spec, () -> TermSelection.open(fit, dataset, settings))) {
            Path target = folder != null ? RunFolders.create(folder) : RunFolders.create(RUNS, fit.name() + "-selection");
            try (RunLock _ = RunLock.of(target); StopSignal signal = stop.apply(console)) {
                RunFolders.requireFree(target);
                return select(fit, dataset, selection, settings, target, signal);
            }
        }
    }

    private int select(Fit fit, Dataset dataset, TermSelection selection, SelectionSettings settings, Path target,
            StopSignal signal) {
        console.print("Choosing terms of '" + fit.name() + "' by " + FoldOptions.words(settings.folds()) + ", into " + target);
        dataset.warnings().forEach(console::warn);
        Optional<Selection> found = selection.run(new TermSelection.Listener() {
            @Override
            public void done(String what) {
                console.print("  " + what);
            }

            @Override
            public boolean stopRequested() {
                return signal.requested();
            }
        });
        if (found.isEmpty()) {
            console.print("Interrupted before the terms were chosen; nothing was kept. Start again with: deltaw select "
                    + Words.shell(spec.toString()));
            return ExitCode.INTERRUPTED;
        }
        SelectionText text = new SelectionText(found.get(), settings);
        console.title("Terms");
        console.print(text.table());
        text.sentences().forEach(sentence -> TextTable.wrapped(sentence, 100).forEach(console::print));
        Disk.write(target.resolve("selection.csv"), text.csv());
        Disk.write(target.resolve("selection.json"), text.json());
        Disk.write(target.resolve("selection.html"), new SelectionReport(fit.name(), text, SpecWriter.write(fit)).html());
        return refit(found.get(), dataset, target, signal);
    }

    private int refit(Selection selection, Dataset dataset, Path target, StopSignal signal) {
        try (Session session = Session.open(selection.refit(), dataset)) {
            if (session.problems().getFirst().names().isEmpty()) {
                console.print("There is nothing to fit. Files in " + target
                        + ": selection.html (to read), selection.json, selection.csv");
                return ExitCode.DONE;
            }
            console.title("The short rule, fitted to all training data without a price");
            List<BundleInfo> bundles = registry.bundles();
            RunDirectory directory = RunDirectory.create(target, selection.refit(), BundleRecord.of(bundles));
            int code = new FitRun(console, selection.refit(), session, directory, bundles, signal).train();
            console.print("How terms were chosen: " + target.resolve("selection.html"));
            return code;
        }
    }

    private SelectionSettings settings() {
        return new SelectionSettings(folds.settings(), prices, range, switch (rule) {
            case "best" -> SelectionSettings.Rule.BEST;
            case "one-standard-error" -> SelectionSettings.Rule.ONE_STANDARD_ERROR;
            default -> throw new InvalidSpecException("'--rule " + rule + "' is not known; expected best or "
                    + "one-standard-error.");
        }, !pathOnly);
    }
}
