package org.deltaw.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.deltaw.kernel.data.FoldSettings;
import org.deltaw.kernel.select.SelectionSettings;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.study.record.Destination;
import org.deltaw.study.validate.ValidationSettings;
import org.deltaw.study.validate.ValidationStudy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says how well rules predict what they were not fitted to. */
@Command(name = "validate",
        header = "Shows by cross-validation how well a rule predicts new data.",
        descriptionHeading = "%n",
        description = {
            "Divides the data of a spec into folds, fits all but one of them and evaluates the rule on that one, for each of "
                    + "them; then shows means and standard errors over folds. The seed of the spec says which recordings or "
                    + "subjects are in which fold; repetitions of a recording are always in the same.",
            "With --select the terms of the rule are chosen anew in each fold, as 'deltaw select' does it, from what is not held out: "
                    + "what is then predicted is that of the whole procedure. A rule whose terms were chosen with all data predicts folds "
                    + "of the same data too well.",
            "What the spec holds out is used nowhere. With training.subjects=separate each subject is validated alone.",
            "The directory gets validation.html to read, validation.json and validation.csv. Ctrl-C stops; 'deltaw resume' "
                    + "goes on."},
        footer = {"", "Examples:", "  deltaw validate example-foraging.yaml --folds 6",
            "  deltaw validate fly.yaml --over trials -o runs/fly-folds",
            "  deltaw validate flies.yaml --over subjects 'rule.terms=[x*r, w]'",
            "  deltaw validate flies.yaml --over subjects --select"})
final class ValidateCommand implements Callable<Answer> {
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

    @Option(names = "--select", description = "Choose terms of the rule in each fold.")
    private boolean select;

    @Option(names = "--select-folds", paramLabel = "K",
            description = "Into how many parts what is not held out is divided to choose terms. Default: 5.")
    private int selectFolds = FoldOptions.USUAL;

    @Option(names = "--select-over", paramLabel = "WHAT", description = "What these hold out as a whole; by default as --over.")
    private @Nullable String selectOver;

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private StrictOption strict = new StrictOption();

    @Option(names = {"-o", "--out"}, paramLabel = "DIR",
            description = "A new or empty directory for the results; by default runs/NAME-validation.")
    private @Nullable Path folder;

    ValidateCommand(Console console, ExtensionRegistry registry, Function<Console, StopSignal> stop) {
        this.console = console;
        this.registry = registry;
        this.stop = stop;
    }

    @Override
    public Answer call() throws Exception {
        ValidationSettings settings = new ValidationSettings(folds.settings(), selection(folds.settings()));
        Destination destination = folder == null ? Destination.inRuns("-validation") : Destination.at(folder);
        try (ValidationStudy study =
                        ValidationStudy.begin(Specs.read(console, spec, overrides), settings, registry, destination);
                StopSignal signal = stop.apply(console)) {
            return ValidationText.run(console, study, signal, strict);
        }
    }

    private Optional<SelectionSettings> selection(FoldSettings outer) {
        if (select) {
            FoldSettings.Over over = selectOver == null ? outer.over() : FoldOptions.over("--select-over", selectOver);
            return Optional.of(selection.settings(new FoldSettings(selectFolds, over)));
        }
        List<String> given = Stream.of("--select-folds", "--select-over", "--rule", "--lambdas", "--range", "--path-only")
                .filter(option -> Objects.requireNonNull(command).commandLine().getParseResult().hasMatchedOption(option)).toList();
        if (!given.isEmpty()) {
            throw new InvalidSpecException(given.getFirst() + " says how terms are chosen, but none are; add --select, or leave it out.");
        }
        return Optional.empty();
    }
}
