package org.deltaw.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.deltaw.spec.json.JsonText;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.storage.AtomicFile;
import org.deltaw.study.compare.Comparability;
import org.deltaw.study.compare.ComparedRun;
import org.deltaw.study.compare.Comparison;
import org.deltaw.study.record.RunFolders;
import org.deltaw.study.report.TextTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares models of the same data. */
@Command(name = "compare",
        header = "Compares models that were fitted to the same data.",
        descriptionHeading = "%n",
        description = {
            "Shows for several runs how many parameters they have, log-likelihood, AIC, BIC, percent deviance explained, and "
                    + "the same of what was held out; such as rules with and without a term, with raw and with expected "
                    + "rewards, or of different families.",
            "If each subject was fitted alone (training.subjects=separate), every run is compared with the first in pairs of "
                    + "subjects: mean and median difference with 95 %% intervals by bootstrap, and Wilcoxon's signed-rank test.",
            "Runs of other data, or other subjects, are refused."},
        footer = {"", "Examples:", "  deltaw compare runs/full runs/no-decay",
            "  deltaw compare runs/raw runs/expected runs/mlp -o runs/comparison"})
final class CompareCommand implements Callable<Answer> {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "RUN", description = "Directories of runs; the first is the one to which others "
            + "are compared.")
    private List<Path> folders = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "The seed of the bootstrap. Default: 1.")
    private long seed = 1;

    @Option(names = {"-o", "--out"}, paramLabel = "DIR",
            description = "A new or empty directory for comparison.json, comparison.csv and differences.csv.")
    private @Nullable Path target;

    CompareCommand(Console console) {
        this.console = console;
    }

    @Override
    public Answer call() {
        if (folders.size() < 2) {
            throw new InvalidSpecException("One run cannot be compared; name two or more, as in: deltaw compare "
                    + Words.shell(folders.getFirst().toString()) + " OTHER-RUN");
        }
        if (folders.stream().map(folder -> folder.toAbsolutePath().normalize()).distinct().count() < folders.size()) {
            throw new InvalidSpecException("A run is named twice; name each once.");
        }
        if (target != null) {
            RunFolders.requireFree(target);
        }
        List<ComparedRun> runs = folders.stream().map(ComparedRun::read).toList();
        Comparison comparison = new Comparison(runs, Comparability.of(runs), new Seed(seed));
        print(comparison);
        Map<String, Object> json = comparison.json();
        Answer answer = Answer.of("comparison", json);
        if (target == null) {
            return answer;
        }
        Path folder = RunFolders.create(target);
        AtomicFile.write(folder.resolve("comparison.csv"), comparison.csv());
        AtomicFile.write(folder.resolve("comparison.json"), JsonText.write(json));
        AtomicFile.write(folder.resolve("differences.csv"), comparison.differencesCsv());
        console.note("");
        console.note("Files in " + folder + ": comparison.json, comparison.csv, differences.csv");
        return answer.in(folder);
    }

    private void print(Comparison comparison) {
        console.title("Models");
        console.print(comparison.table());
        comparison.pairs().forEach(pairs -> {
            console.title(pairs.other() + " minus " + pairs.first() + ", in pairs of subjects");
            console.print(pairs.table());
        });
        console.print("");
        comparison.notes().forEach(note -> TextTable.wrapped(note, 98).forEach(line -> console.print("  " + line)));
    }
}
