package org.deltaw.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.study.record.Destination;
import org.deltaw.study.report.TextTable;
import org.deltaw.study.sweep.Experiment;
import org.deltaw.study.sweep.ExperimentOptions;
import org.deltaw.study.sweep.ExperimentPlan;
import org.deltaw.study.sweep.InstalledExperiments;
import org.deltaw.study.sweep.SweepStudy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs an experiment: a grid of fits that a file describes. */
@Command(name = "reproduce",
        header = "Runs the paper's experiments, or your own.",
        descriptionHeading = "%n",
        description = {
            "Fits a spec under every combination of the settings that an experiment names, and writes a table of all fits "
                    + "(table.csv, explained in README.md), a summary, and figures as SVG and PNG.",
            "What is done is kept: the same command goes on where Ctrl-C stopped it, and repeats no fit that is done."},
        footer = {"", "Examples:",
            "  deltaw reproduce --list                               which experiments there are",
            "  deltaw reproduce oja-from-activity --quick            in a small size, within seconds",
            "  deltaw reproduce flies-forgetting --data my-flies     with recordings of your own",
            "  deltaw reproduce my-experiment.yaml training.epochs=50 -o results"})
final class ReproduceCommand implements Callable<Answer> {
    private final Console console;
    private final ExtensionRegistry registry;
    private final Function<Console, StopSignal> stop;
    private final InstalledExperiments installed = InstalledExperiments.ofProcess();

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "The experiment, or its file.")
    private @Nullable String name;

    @Parameters(index = "1..*", paramLabel = "KEY=VALUE", description = "Settings to use instead, in all fits.")
    private List<String> overrides = new ArrayList<>();

    @Option(names = "--list", description = "List the experiments that there are.")
    private boolean list;

    @Option(names = "--quick", description = "Run it in the small size that its file describes.")
    private boolean quick;

    @Option(names = "--seeds", paramLabel = "N", split = ",", description = "The seeds to use, as in 1,2; by default those of the file.")
    private List<Integer> seeds = new ArrayList<>();

    @Option(names = "--only", paramLabel = "FACTOR=LEVEL",
            description = "Leave out all other levels of the factor, as in noise=0.1; may be given several times.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--data", paramLabel = "DIR", description = "The folder with the recordings that the experiment needs.")
    private @Nullable Path data;

    @Mixin
    private StrictOption strict = new StrictOption();

    @Option(names = {"-o", "--out"}, paramLabel = "DIR",
            description = "Where the results go, and are found again; by default runs/NAME, or runs/NAME-quick.")
    private @Nullable Path folder;

    ReproduceCommand(Console console, ExtensionRegistry registry, Function<Console, StopSignal> stop) {
        this.console = console;
        this.registry = registry;
        this.stop = stop;
    }

    private Answer list() {
        Map<String, String> titles = new LinkedHashMap<>();
        installed.all().forEach((each, file) -> titles.put(each, InstalledExperiments.read(file).title()));
        TextTable table = new TextTable("experiment", "what it shows");
        titles.forEach(table::row);
        console.print(table.isEmpty() ? "No experiments are installed." : table.toString());
        return Answer.of("experiments", Map.of("experiments", titles));
    }

    @Override
    public Answer call() throws Exception {
        if (list) {
            return list();
        }
        if (name == null) {
            throw new InvalidSpecException("Name an experiment, or its file; 'deltaw reproduce --list' lists them.");
        }
        Path file = installed.find(name);
        Experiment experiment = InstalledExperiments.read(file);
        ExperimentPlan plan = ExperimentPlan.of(file, experiment,
                new ExperimentOptions(name, quick, Optional.ofNullable(data), seeds, only, overrides), registry);
        Path target = folder != null ? folder
                : Destination.kept(InstalledExperiments.name(file) + (quick ? "-quick" : ""));
        try (SweepStudy study = SweepStudy.open(target, plan, registry.bundles()); StopSignal signal = stop.apply(console)) {
            signal.advise("A fit takes long to stop. Those that are done are in " + target + ".");
            return new SweepText(console, plan, study, signal, strict).run();
        }
    }
}
