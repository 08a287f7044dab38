package org.deltaw.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.deltaw.kernel.BackendSettings;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.backend.Precision;
import org.deltaw.study.reference.Benchmark;
import org.deltaw.study.reference.BenchmarkCase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times the installed backends on models of usual size, all in one run. */
@Command(name = "bench",
        header = "Times the installed backends on standard models.",
        descriptionHeading = "%n",
        description = {
            "Measures how long one value and gradient takes per trajectory, after warm-up: the median over some seconds. "
                    + "Only figures of one run compare, and only on a machine that does nothing else."},
        footer = {"", "Examples:", "  deltaw bench", "  deltaw bench --backend jvm --threads 2 --only fly"})
final class BenchCommand implements Callable<Answer> {
    private static final String ROW = "  %-46s %-18s %12s %12s %12s";

    private final Console console;
    private final ExtensionRegistry registry;

    @Mixin
    private BackendOptions backends = new BackendOptions();

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "2",
            description = "How long to measure each figure, after as long a warm-up (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1",
            description = "How many threads compute; 0 for one per processor (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--only", paramLabel = "TEXT", defaultValue = "",
            description = "Only the cases whose name contains this.")
    private String only = "";

    BenchCommand(Console console, ExtensionRegistry registry) {
        this.console = console;
        this.registry = registry;
    }

    @Override
    public Answer call() {
        Benchmark benchmark = new Benchmark(registry, seconds);
        List<Map<String, Object>> timings = new ArrayList<>();
        List<GradientBackend<?>> chosen = backends.chosen(registry, console);
        console.print(ROW.formatted("case", "backend", "first", "gradient", "curvature"));
        for (BenchmarkCase each : BenchmarkCase.standard()) {
            if (!each.name().toLowerCase(Locale.ROOT).contains(only.toLowerCase(Locale.ROOT))) {
                continue;
            }
            Optional<String> missing = benchmark.missing(each);
            if (missing.isPresent()) {
                console.print("  " + each.name() + ": left out, needs " + missing.get() + ", which is not installed");
                continue;
            }
            chosen.forEach(backend -> backend.precisions().stream().sorted().forEach(precision ->
                    timings.add(time(benchmark, each, backend, precision))));
        }
        console.print("");
        console.print("first: from opening the model to its first gradient; gradient, curvature: per trajectory.");
        return Answer.of("benchmark", Map.of("timings", timings));
    }

    private Map<String, Object> time(Benchmark benchmark, BenchmarkCase each, GradientBackend<?> backend, Precision precision) {
        Benchmark.Timing timing = benchmark.time(each, backend, new BackendSettings(precision, threads, 1024));
        String name = backend.id() + " " + precision.name().toLowerCase(Locale.ROOT);
        console.print(ROW.formatted(each.name(), name, milliseconds(timing.first()), microseconds(timing.gradient()),
                timing.curvature().isPresent() ? microseconds(timing.curvature().getAsDouble()) : "-")
                + "  " + timing.device());
        return timing.json(each, backend, precision);
    }

    private static String milliseconds(double seconds) {
        return "%,.0f ms".formatted(seconds * 1e3);
    }

    private static String microseconds(double seconds) {
        return "%,.1f us".formatted(seconds * 1e6);
    }
}
