package org.deltaw.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.deltaw.kernel.Fit;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.SpecFile;
import org.deltaw.spec.SpecWriter;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.rule.KnownRule;
import org.deltaw.storage.AtomicFile;
import org.deltaw.study.fit.Opening;
import org.deltaw.study.record.DatasetTable;
import org.deltaw.study.record.RunFolders;
import org.deltaw.study.report.Numbers;
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
        Dataset dataset = Opening.data(file, fit);
        KnownRule truth = dataset.truth().orElseThrow(() -> new InvalidSpecException("The data source '"
                + fit.data().source().id() + "' of " + spec + " simulates nothing; its data are in files already."));
        DatasetTable table = new DatasetTable(dataset);
        Fit reading = SpecFile.read(spec, reading(table, truth, fit)).fit(registry);
        Path target = RunFolders.create(folder);
        AtomicFile.write(target.resolve(DatasetTable.FILE), table::write);
        if (table.hasStates()) {
            AtomicFile.write(target.resolve(DatasetTable.STATES), table::writeStates);
        }
        AtomicFile.write(target.resolve("spec.yaml"), SpecWriter.writeMovable(reading));
        long heldOut = dataset.trajectories().stream().filter(Trajectory::isHeldOut).count();
        console.print(Numbers.count(dataset.trajectories().size(), "trajectory") + " ("
                + Numbers.count(heldOut) + " held out), "
                + Numbers.count(dataset.trajectories().stream().mapToLong(Trajectory::steps).sum(), "step"));
        console.note("Files in " + target + ": " + DatasetTable.FILE + ", "
                + (table.hasStates() ? DatasetTable.STATES + ", " : "") + "spec.yaml");
        console.note("To fit them: deltaw fit " + target.resolve("spec.yaml"));
        return Answer.of("simulation", table.json()).in(target);
    }

    /** Returns the settings that make the spec read the files. */
    private List<String> reading(DatasetTable table, KnownRule truth, Fit fit) {
        List<String> all = new ArrayList<>(overrides);
        all.add(SpecWriter.change("data", table.settings()));
        all.add("data.truth=" + SpecWriter.write(truth));
        all.add("data.training-fraction=" + fit.data().settings().trainingFraction());
        return all;
    }
}
