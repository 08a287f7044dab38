package org.deltaw.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.deltaw.kernel.select.SelectionSettings;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.study.record.Destination;
import org.deltaw.study.select.SelectionStudy;
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
                    + "to all training data, without a penalty.",
            "An L1 penalty λ on every coefficient falls from where none is left in; the terms found at each λ are fitted anew "
                    + "without it on all folds but one, and tried on that one. Then terms are taken away one by one. Penalties "
                    + "in the spec (l1) are not used.",
            "The directory is a run like that of 'deltaw fit', for 'deltaw evaluate' and 'deltaw compare', and has "
                    + "selection.html to read, selection.json and selection.csv. Ctrl-C stops; 'deltaw resume' goes on.",
            "The short rule has no standard errors, intervals, AIC or BIC, since its terms were selected by the same data: as "
                    + "of a rule that was known before, these would claim too much. Fit it to other data, or compare what it predicts of "
                    + "them."},
        footer = {"", "Examples:",
            "  deltaw select example-foraging.yaml training.optimizer=automatic",
            "  deltaw select fly.yaml --over trials --folds 4 -o runs/few",
            "  deltaw select fly.yaml --rule best --path-only"})
final class SelectCommand implements Callable<Answer> {
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

    @Mixin
    private SelectionOptions options = new SelectionOptions();

    @Mixin
    private StrictOption strict = new StrictOption();

    @Option(names = {"-o", "--out"}, paramLabel = "DIR",
            description = "A new or empty directory for the results; by default runs/NAME-selection.")
    private @Nullable Path folder;

    SelectCommand(Console console, ExtensionRegistry registry, Function<Console, StopSignal> stop) {
        this.console = console;
        this.registry = registry;
        this.stop = stop;
    }

    @Override
    public Answer call() {
        SelectionSettings settings = options.settings(folds.settings());
        Destination destination = folder == null ? Destination.inRuns("-selection") : Destination.at(folder);
        try (SelectionStudy study =
                        SelectionStudy.begin(Specs.read(console, spec, overrides), settings, registry, destination);
                StopSignal signal = stop.apply(console)) {
            return new SelectionRunText(console, study, signal, strict).run();
        }
    }
}
