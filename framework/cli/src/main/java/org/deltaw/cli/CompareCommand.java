package org.deltaw.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.deltaw.kernel.data.FoldSettings;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.storage.AtomicFile;
import org.deltaw.study.compare.Comparison;
import org.deltaw.study.fit.FitStudy;
import org.deltaw.study.record.Destination;
import org.deltaw.study.record.RunFolders;
import org.deltaw.study.report.TextTable;
import org.deltaw.study.validate.ValidationSettings;
import org.deltaw.study.validate.ValidationStudy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares models of the same data. */
@Command(name = "compare",
        header = "Compares rules on the same data.",
        descriptionHeading = "%n",
        description = {
            "Compares rules with and without a term, with raw and with expected rewards, or of different families: directories "
                    + "of 'deltaw fit', or of 'deltaw validate'. A spec is fitted first; with --folds or --over it is validated. Each "
                    + "run is compared with the first. Runs of other data, other subjects or other folds are refused.",
            "Fits: how many parameters they have, log-likelihood, AIC, BIC, percent deviance explained; and a likelihood-ratio "
                    + "test if one rule lies within the other and the test's distribution is known, else why there is none.",
            "What was held out, by cross-validation or by the spec: the difference of log-likelihood of each subject, mean, "
                    + "standard error, how many are in favour, exact sign test and signed-rank test. They are one-sided, for the "
                    + "larger rule, if one lies within the other, else two-sided, of whether rules predict differently. Nothing of "
                    + "the kind is tested on the data that were fitted, which a larger rule always describes better."},
        footer = {"", "Examples:", "  deltaw compare full.yaml no-decay.yaml --over trials --folds 4 -o runs/decay",
            "  deltaw compare runs/full-validation runs/no-decay-validation",
            "  deltaw compare runs/raw runs/expected runs/mlp -o runs/comparison"})
final class CompareCommand implements Callable<Answer> {
    private static final int WIDTH = 98;

    private final Console console;
    private final ExtensionRegistry registry;
    private final Function<Console, StopSignal> stop;

    @Parameters(arity = "1..*", paramLabel = "RUN", description = "Directories of runs, or specs; the first is the one to which "
            + "others are compared.")
    private List<Path> named = new ArrayList<>();

    @Mixin
    private FoldOptions folds = new FoldOptions();

    @Mixin
    private StrictOption strict = new StrictOption();

    @Option(names = {"-o", "--out"}, paramLabel = "DIR",
            description = "A new or empty directory for comparison.json, comparison.csv and differences.csv, and for the runs of "
                    + "specs; without it these go where 'deltaw fit' and 'deltaw validate' put them.")
    private @Nullable Path target;

    CompareCommand(Console console, ExtensionRegistry registry, Function<Console, StopSignal> stop) {
        this.console = console;
        this.registry = registry;
        this.stop = stop;
    }

    @Override
    public Answer call() {
        requireSeveral();
        FoldSettings settings = folds.settings();
        Optional<Path> folder = Optional.ofNullable(target).map(RunFolders::create);
        List<Path> runs = new ArrayList<>();
        int code = ExitCode.DONE;
        for (Path each : named) {
            if (Files.isRegularFile(each)) {
                Answer made = made(each, settings, folder);
                if (made.exitCode() != ExitCode.DONE && made.exitCode() != ExitCode.NOT_CONVERGED) {
                    return made;
                }
                code = Math.max(code, made.exitCode());
                runs.add(made.directory().orElseThrow());
            } else {
                runs.add(each);
            }
        }
        return compared(runs, folder).ending(strict.exitCode(code == ExitCode.DONE));
    }

    private void requireSeveral() {
        if (named.size() < 2) {
            throw new InvalidSpecException("One run cannot be compared; name two or more, as in: deltaw compare "
                    + Words.shell(named.getFirst().toString()) + " OTHER-RUN");
        }
        if (named.stream().map(run -> run.toAbsolutePath().normalize()).distinct().count() < named.size()) {
            throw new InvalidSpecException("A run is named twice; name each once.");
        }
        if (folds.areGiven() && named.stream().noneMatch(Files::isRegularFile)) {
            throw new InvalidSpecException("--folds and --over say how specs are validated, but no spec is named; leave them out, or name "
                    + "specs in place of directories.");
        }
    }

    /** Fits or validates what a spec says. */
    private Answer made(Path spec, FoldSettings settings, Optional<Path> folder) {
        String suffix = folds.areGiven() ? "-validation" : "";
        Destination destination = folder.<Destination>map(parent -> name -> RunFolders.create(parent, name + suffix))
                .orElseGet(() -> Destination.inRuns(suffix));
        console.title(spec.toString());
        try (StopSignal signal = stop.apply(console)) {
            if (folds.areGiven()) {
                try (ValidationStudy study = ValidationStudy.begin(
                        Specs.read(console, spec, List.of()), new ValidationSettings(settings), registry, destination)) {
                    return ValidationText.run(console, study, signal, strict);
                }
            }
            try (FitStudy study = FitStudy.begin(Specs.read(console, spec, List.of()), registry, destination)) {
                return FitText.run(console, study, signal, strict);
            }
        }
    }

    private Answer compared(List<Path> runs, Optional<Path> folder) {
        Comparison comparison = Comparison.of(runs, registry);
        comparison.sections().forEach(section -> {
            console.title(section.title());
            console.print(section.text());
        });
        console.print("");
        comparison.notes().forEach(note -> TextTable.wrapped(note, WIDTH).forEach(line -> console.print("  " + line)));
        Answer answer = Answer.of("comparison", comparison.json());
        if (folder.isEmpty()) {
            return answer;
        }
        comparison.files().forEach((name, text) -> AtomicFile.write(folder.get().resolve(name), text));
        console.note("");
        console.note("Files in " + folder.get() + ": " + String.join(", ", comparison.files().keySet()));
        return answer.in(folder.get());
    }
}
