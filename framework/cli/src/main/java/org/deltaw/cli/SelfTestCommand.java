package org.deltaw.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.study.reference.SelfTest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Holds the installed backends, rules, networks and losses against reference values. */
@Command(name = "selftest",
        header = "Compares what is installed with reference values.",
        descriptionHeading = "%n",
        description = {
            "Computes models whose loss, gradients, simulation and metrics are known, on every backend that can run here, "
                    + "and prints how far off each is, as a fraction. Up to 1e-9 in f64 and 1e-3 in f32 agree. The exit "
                    + "code is 1 if anything differs."},
        footer = {"", "Examples:", "  deltaw selftest", "  deltaw selftest --backend jvm --golden path/to/fixtures"})
final class SelfTestCommand implements Callable<Answer> {
    private static final String ROW = "  %-44s %-18s %9s %9s %11s  %s";

    private final Console console;
    private final ExtensionRegistry registry;
    private final List<Map<String, Object>> results = new ArrayList<>();
    private final Map<SelfTest.State, Integer> counts = new EnumMap<>(SelfTest.State.class);

    @Option(names = "--golden", paramLabel = "DIR", description = "Use the fixtures (*.json) in this directory instead of "
            + "the built-in ones.")
    private Optional<Path> golden = Optional.empty();

    @Mixin
    private BackendOptions backends = new BackendOptions();

    SelfTestCommand(Console console, ExtensionRegistry registry) {
        this.console = console;
        this.registry = registry;
    }

    @Override
    public Answer call() {
        List<GradientBackend<?>> chosen = backends.chosen(registry, console);
        SelfTest selfTest = new SelfTest(registry, this::print);
        selfTest.devices(chosen).forEach(console::print);
        console.print("");
        console.print(ROW.formatted("fixture", "backend", "loss", "gradient", "simulation", "").stripTrailing());
        selfTest.run(golden, chosen);
        int differing = counts.getOrDefault(SelfTest.State.DIFFERS, 0);
        int agreeing = counts.getOrDefault(SelfTest.State.AGREES, 0);
        console.print("");
        console.print(agreeing + " agree, " + differing + " differ, "
                + counts.getOrDefault(SelfTest.State.NOT_COVERED, 0) + " not covered.");
        return Answer.of("selftest", Map.of("fixtures", results))
                .ending(differing == 0 && agreeing > 0 ? ExitCode.DONE : ExitCode.OUR_FAULT);
    }

    private void print(SelfTest.Result result) {
        results.add(result.json());
        counts.merge(result.state(), 1, Integer::sum);
        String verdict = switch (result.state()) {
            case AGREES -> "agrees";
            case DIFFERS -> "DIFFERS" + (result.note().isEmpty() ? "" : ": " + result.note());
            case NOT_COVERED -> "not covered: " + result.note();
        };
        console.print(ROW.formatted(result.fixture(), result.backend(), error(result.loss()), error(result.gradient()),
                error(result.simulation()), verdict));
    }

    private static String error(double error) {
        return Double.isNaN(error) ? "-" : error == 0 ? "0" : "%.1e".formatted(error);
    }
}
