package org.deltaw.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.study.posterior.PosteriorStudy;
import org.deltaw.study.record.Destination;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Samples the posterior of what a spec file says. */
@Command(name = "posterior",
        header = "Draws from the posterior of a rule's coefficients.",
        descriptionHeading = "%n",
        description = {
            "Draws from the posterior distribution of all that a spec fits: what data and priors together say, with all modes, as a "
                    + "maximum does not. Priors are stated in the section priors; without one a coefficient of a rule has a normal "
                    + "prior with mean 0 and standard deviation 1, in the units of the rule, and another parameter a uniform one "
                    + "between its bounds.",
            "The section hierarchy describes how parameters differ between subjects and sessions, the section posterior how draws are "
                    + "made: by particles, which find separate modes and the evidence, by chains of the no-U-turn sampler, which take "
                    + "many parameters, or by both. 'deltaw describe posterior' and 'deltaw describe hierarchy' list all settings.",
            "The first line says whether the draws may be used. The directory holds posterior.json, and the draws as Stan writes them, "
                    + "chain-1.csv and so on, which ArviZ reads.",
            "The exit code is 3 if diagnostics fail; of subjects that are sampled alone, with --strict."},
        footer = {"", "Examples:",
            "  deltaw posterior fly.yaml rule.weights=stable",
            "  deltaw posterior fly.yaml posterior.sampler=nuts posterior.chains=8",
            "  deltaw posterior flies.yaml 'hierarchy={levels: [subject]}'"})
final class PosteriorCommand implements Callable<Answer> {
    private final Console console;
    private final ExtensionRegistry registry;
    private final Function<Console, StopSignal> stop;

    @Parameters(index = "0", paramLabel = "SPEC", description = "The spec file, in YAML or JSON.")
    private Path spec = Path.of("");

    @Parameters(index = "1..*", paramLabel = "KEY=VALUE",
            description = "Settings to use instead of those in the spec, as in posterior.draws=2000.")
    private List<String> overrides = new ArrayList<>();

    @Mixin
    private StrictOption strict = new StrictOption();

    @Option(names = {"-o", "--out"}, paramLabel = "DIR",
            description = "A new or empty directory for the results; by default runs/NAME-posterior, with the name in the spec.")
    private @Nullable Path folder;

    PosteriorCommand(Console console, ExtensionRegistry registry, Function<Console, StopSignal> stop) {
        this.console = console;
        this.registry = registry;
        this.stop = stop;
    }

    @Override
    public Answer call() {
        Destination destination = folder == null ? Destination.inRuns("-posterior") : Destination.at(folder);
        try (PosteriorStudy study = PosteriorStudy.begin(Specs.read(console, spec, overrides), registry, destination);
                StopSignal signal = stop.apply(console)) {
            return new PosteriorRun(console, study, signal, strict).run();
        }
    }
}
