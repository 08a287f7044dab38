package org.deltaw.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Design;
import org.deltaw.study.record.Destination;
import org.deltaw.study.recover.RecoveryOptions;
import org.deltaw.study.recover.RecoveryOrigin;
import org.deltaw.study.recover.RecoveryStudy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says how well a rule could be found in an experiment like this. */
@Command(name = "recover",
        header = "Shows by simulation how well a rule can be recovered.",
        descriptionHeading = "%n",
        description = {
            "Simulates the experiment of a spec by a known rule many times over, fits the rule of the spec to each as if it were "
                    + "recorded, and shows for each coefficient how biased and how spread estimates are, how often their 95 %% "
                    + "intervals hold the truth (coverage), and how often they exclude 0 (power). So it says what to expect of "
                    + "intervals, and how many trials and subjects an experiment needs.",
            "The known rule is that by which the spec simulates its data; if they were recorded, the one that is first fitted to them, "
                    + "as by 'deltaw fit'; or what a finished run has fitted, if its directory is named.",
            "Fits are told neither the noise of inputs nor the weights before the first step, as with real recordings: each "
                    + "recording gives several trajectories that differ in both.",
            "The data source must know the task, as arena and synthetic-foraging do: where only what happened is known, a rule would "
                    + "choose otherwise than the animals did, but rewards would stay as they were recorded.",
            "What is done is kept: the same command goes on where Ctrl-C stopped it, also with more replicates, or other sizes."},
        footer = {"", "Examples:",
            "  deltaw recover example-foraging.yaml --trials 80 --subjects 1",
            "  deltaw recover example-foraging.yaml --trials 80,160,240 --subjects 1,6,18",
            "  deltaw recover runs/flies    how well is what was fitted to these flies known?",
            "  deltaw recover my.yaml --models other.yaml    could the two be told apart?"})
final class RecoverCommand implements Callable<Answer> {
    private final Console console;
    private final ExtensionRegistry registry;
    private final Function<Console, StopSignal> stop;

    @Parameters(index = "0", paramLabel = "SPEC|RUN", description = "The spec file, in YAML or JSON, or the directory of a finished fit.")
    private Path spec = Path.of("");

    @Parameters(index = "1..*", paramLabel = "KEY=VALUE",
            description = "Settings to use instead of those in the spec, and in those of other models.")
    private List<String> overrides = new ArrayList<>();

    @Option(names = "--replicates", paramLabel = "N", defaultValue = "200",
            description = "How many experiments are simulated of each size. Default: 200.")
    private int replicates = 200;

    @Option(names = "--trials", paramLabel = "N", split = ",",
            description = "Numbers of trials in a session, as in 80,160,240; by default that of the spec.")
    private List<Integer> trials = new ArrayList<>();

    @Option(names = "--subjects", paramLabel = "N", split = ",",
            description = "Numbers of subjects, as in 1,6,18; every one is combined with every number of trials. By default that of "
                    + "the spec.")
    private List<Integer> subjects = new ArrayList<>();

    @Option(names = "--known", paramLabel = "WHAT", split = ",",
            description = "What fits are told: noise, weights, or both, the ideal case. By default neither.")
    private List<String> known = new ArrayList<>();

    @Option(names = "--resamplings", paramLabel = "N",
            description = "How many trajectories a recording gives of what fits are not told; by default as many as the spec says, "
                    + "else 20, and up to 16 times as many where the likelihood rests on too few.")
    private @Nullable Integer resamplings;

    @Option(names = "--models", paramLabel = "SPEC", split = ",",
            description = "Specs, or finished fits, of other models: each is simulated, too, all are fitted, and a table shows how often "
                    + "each describes best what each has made.")
    private List<Path> models = new ArrayList<>();

    @Mixin
    private StrictOption strict = new StrictOption();

    @Option(names = {"-o", "--out"}, paramLabel = "DIR",
            description = "Where the results go, and are found again; by default runs/NAME-recovery.")
    private @Nullable Path folder;

    RecoverCommand(Console console, ExtensionRegistry registry, Function<Console, StopSignal> stop) {
        this.console = console;
        this.registry = registry;
        this.stop = stop;
    }

    private Set<Design.Known> known() {
        Set<Design.Known> all = EnumSet.noneOf(Design.Known.class);
        for (String each : known) {
            try {
                all.add(Design.Known.valueOf(each.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException unknown) {
                throw new InvalidSpecException("'--known " + each + "' is not known; expected noise, weights, or noise,weights.");
            }
        }
        return all;
    }

    /** Takes a directory as that of a run. */
    private RecoveryOrigin origin(Path path) {
        if (!Files.isDirectory(path)) {
            return RecoveryOrigin.of(Specs.read(console, path, overrides));
        }
        if (!overrides.isEmpty()) {
            throw new InvalidSpecException("The run in " + path + " was fitted with its own settings, so '" + overrides.getFirst()
                    + "' cannot be set; leave it out, or name a spec file.");
        }
        return RecoveryOrigin.of(path);
    }

    @Override
    public Answer call() {
        RecoveryOptions options = new RecoveryOptions(replicates, trials, subjects, known(), Optional.ofNullable(resamplings));
        RecoveryOrigin first = origin(spec);
        List<RecoveryOrigin> others = models.stream().filter(each -> !each.normalize().equals(spec.normalize()))
                .map(this::origin).toList();
        Path target = folder != null ? folder : Destination.kept(first.spec().fit(registry).name() + "-recovery");
        try (RecoveryStudy study = RecoveryStudy.open(target, first, others, options, registry); StopSignal signal = stop.apply(console)) {
            signal.advise("A fit takes long to stop. What is done is in " + target + ".");
            return new RecoveryText(console, study, signal, strict).run();
        }
    }
}
