package org.deltaw.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.deltaw.kernel.Fit;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.SpecFile;
import org.deltaw.spec.SpecWriter;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Dataset;
import org.deltaw.study.fit.Opening;
import org.deltaw.study.record.DatasetTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the data of a spec as a plain table. */
@Command(name = "convert",
        header = "Writes the data of a spec, from whatever source, as a plain table.",
        descriptionHeading = "%n",
        description = {
            "Writes the data of a spec, from whatever source, as a table with a row for each step, which any program reads, and prints "
                    + "the section 'data' of a spec that reads the table and gives the same numbers.",
            "The table holds what a model is told: inputs, rewards after their expectation was taken off, and each repetition of a "
                    + "recording with its own noise. Weights before the first step, where they are known, go into a second table."},
        footer = {"", "Examples:",
            "  deltaw convert fly.yaml -o flies.csv",
            "  deltaw convert fly.yaml data.reward=raw data.resamplings=1 -o flies.csv"})
final class ConvertCommand implements Callable<Answer> {
    private static final String ENDING = ".csv";

    private final Console console;
    private final ExtensionRegistry registry;

    @Parameters(index = "0", paramLabel = "SPEC", description = "The spec file, in YAML or JSON.")
    private Path spec = Path.of("");

    @Parameters(index = "1..*", paramLabel = "KEY=VALUE",
            description = "Settings to use instead of those in the spec, as in data.reward=raw.")
    private List<String> overrides = new ArrayList<>();

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", required = true, description = "The new table, as in flies.csv.")
    private Path file = Path.of("");

    ConvertCommand(Console console, ExtensionRegistry registry) {
        this.console = console;
        this.registry = registry;
    }

    @Override
    public Answer call() {
        String name = String.valueOf(file.getFileName());
        if (!name.endsWith(ENDING) || name.equals(ENDING)) {
            throw new InvalidSpecException("-o " + file + ": tables are written as CSV; expected a name that ends in " + ENDING
                    + ", as in flies.csv.");
        }
        String states = name.substring(0, name.length() - ENDING.length()) + "-initial-states.csv";
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        NewFile.require(folder.resolve(name));
        SpecFile read = SpecFile.read(spec, overrides);
        Fit fit = read.fit(registry);
        Dataset dataset = Opening.data(read, fit);
        dataset.warnings().forEach(console::warn);
        DatasetTable table = new DatasetTable(dataset, name, states);
        SequencedMap<String, Object> settings = table.settings(fit.data().settings());
        table.files().forEach(each -> NewFile.require(folder.resolve(each)));
        table.writeTo(folder);
        String section = SpecWriter.section("data", settings);
        console.print(section.stripTrailing());
        console.note("");
        console.note(DataText.size(dataset) + " in " + String.join(", ", table.files()) + ". The section above reads them from a spec in "
                + folder + ".");
        Map<String, Object> json = DataText.json(dataset, table.files());
        json.put("section", section);
        return Answer.of("conversion", json).in(folder);
    }
}
