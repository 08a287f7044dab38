package org.deltaw.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.fit.RepeatableExperiment;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.SpecFile;
import org.deltaw.spec.SpecWriter;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Dataset;
import org.deltaw.storage.AtomicFile;
import org.deltaw.study.fit.Opening;
import org.deltaw.study.record.DatasetTable;
import org.deltaw.study.record.RunFolders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the simulated data of a spec into files. */
@Command(name = "simulate",
        header = "Writes the data that a spec simulates into CSV files.",
        descriptionHeading = "%n",
        description = {
            "Writes the data that a spec simulates into CSV files, for other programs, and a spec that fits the same rule to "
                    + "these files and comes to the same result.",
            "The directory gets trajectories.csv (a row for each step), initial-states.csv (weights before the first "
                    + "step) and spec.yaml."},
        footer = {"", "Examples:",
            "  deltaw simulate example-foraging.yaml -o simulated",
            "  deltaw simulate example-foraging.yaml data.trajectories=3 seed=7 -o simulated"})
final class SimulateCommand implements Callable<Answer> {
    private final Console console;
    private final ExtensionRegistry registry;

    @Parameters(index = "0", paramLabel = "SPEC", description = "The spec file, in YAML or JSON.")
    private Path spec = Path.of("");

    @Parameters(index = "1..*", paramLabel = "KEY=VALUE",
            description = "Settings to use instead of those in the spec, as in data.trajectories=3.")
    private List<String> overrides = new ArrayList<>();

    @Option(names = {"-o", "--out"}, paramLabel = "DIR", required = true,
            description = "A new or empty directory for the files.")
    private Path folder = Path.of("");

    SimulateCommand(Console console, ExtensionRegistry registry) {
        this.console = console;
        this.registry = registry;
    }

    @Override
    public Answer call() {
        RunFolders.requireFree(folder);
        SpecFile file = Specs.read(console, spec, overrides);
        Fit fit = file.fit(registry);
        if (RepeatableExperiment.of(fit).flatMap(RepeatableExperiment::truth).isEmpty()) {
            throw new InvalidSpecException("The data source '" + fit.data().source().id() + "' of " + spec
                    + " simulates nothing; its data are in files already, of which 'deltaw convert' makes tables.");
        }
        Dataset dataset = Opening.data(file, fit);
        DatasetTable table = new DatasetTable(dataset, "trajectories.csv", "initial-states.csv");
        List<String> changes = new ArrayList<>(overrides);
        changes.add(SpecWriter.change("data", table.settings(fit.data().settings())));
        Fit reading = SpecFile.read(spec, changes).fit(registry);
        Path target = RunFolders.create(folder);
        table.writeTo(target);
        AtomicFile.write(target.resolve("spec.yaml"), SpecWriter.writeMovable(reading));
        List<String> files = new ArrayList<>(table.files());
        files.add("spec.yaml");
        console.print(DataText.size(dataset));
        console.note("Files in " + target + ": " + String.join(", ", files));
        console.note("To fit them: deltaw fit " + target.resolve("spec.yaml"));
        return Answer.of("simulation", DataText.json(dataset, files)).in(target);
    }
}
