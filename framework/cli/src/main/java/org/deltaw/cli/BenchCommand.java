package org.deltaw.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Warning;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.backend.UnsupportedProgramException;
import org.deltaw.study.benchmark.Benchmark;
import org.deltaw.study.benchmark.BenchmarkCase;
import org.deltaw.study.benchmark.BenchmarkCases;
import org.deltaw.study.benchmark.EvaluationCase;
import org.deltaw.study.benchmark.FitCase;
import org.deltaw.study.benchmark.Machine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times the installed backends on models of usual size, all in one run. */
@Command(name = "bench",
        header = "Times the installed backends on standard models.",
        descriptionHeading = "%n",
        description = {
            "Measures how long a value and gradient takes per trajectory, and with the Gauss-Newton matrix besides: the median over "
                    + "some seconds, after warming up until it becomes no faster. Also a whole fit, and a second one of the same "
                    + "shape. Beside the times stands how much arithmetic it is, and what share of the processor's peak that makes, "
                    + "as measured in the same run.",
            "Data are simulated. Only figures of one run compare, and only on a machine that does nothing else."},
        footer = {"", "Examples:",
            "  deltaw bench --backend jvm",
            "  deltaw bench --backend jvm --precision f64 --cases \"400 flies\"",
            "  deltaw bench --cases MLP --cases \"Oja 100\" --threads 2 --json"})
final class BenchCommand implements Callable<Answer> {
    private static final int MOST_THREADS = 4096;

    private final Console console;
    private final ExtensionRegistry registry;
    private final List<Map<String, Object>> evaluations = new ArrayList<>();
    private final List<Map<String, Object>> fits = new ArrayList<>();

    @Mixin
    private BackendOptions backends = new BackendOptions();

    @Option(names = "--precision", paramLabel = "NAME",
            description = "Time this precision only, f64 or f32. Without it all that a backend has are timed.")
    private Optional<String> precision = Optional.empty();

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1",
            description = "How many threads compute; 0 for one per processor (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--cases", paramLabel = "WORDS",
            description = "Only the cases that have all of these words in their names, such as \"400 flies\" or fit; may be given "
                    + "several times.")
    private List<String> cases = new ArrayList<>();

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "2",
            description = "How long to measure each figure, once it is warm (default: ${DEFAULT-VALUE}).")
    private double seconds;

    BenchCommand(Console console, ExtensionRegistry registry) {
        this.console = console;
        this.registry = registry;
    }

    /** Something to be timed. */
    private record Job(BenchmarkCase each, GradientBackend<?> backend, Precision precision) {}

    @Override
    public Answer call() {
        requireSensible();
        Optional<Precision> only = named();
        List<BenchmarkCase> chosen = BenchmarkCases.named(cases);
        List<GradientBackend<?>> able = able(backends.chosen(registry, console), only);
        Benchmark benchmark = new Benchmark(registry, seconds, threads);
        List<Job> jobs = jobs(benchmark, chosen, able, only);
        BenchText text = new BenchText(console, jobs.stream().map(Job::each).distinct().toList(), jobs.size());
        Map<Precision, Double> peaks = new LinkedHashMap<>();
        jobs.stream().map(Job::precision).distinct().sorted().forEach(each -> peaks.put(each, benchmark.peak(each)));
        text.begin(Machine.current(), benchmark.threads(), peaks);
        jobs.forEach(job -> time(benchmark, job, text));
        text.end();
        return Answer.of("benchmark", json(benchmark.threads(), peaks));
    }

    /** Times one job; a backend that cannot run a model is no reason not to time the others. */
    private void time(Benchmark benchmark, Job job, BenchText text) {
        try {
            switch (job.each()) {
                case FitCase fit -> fits.add(text.show(benchmark.time(fit, job.backend(), job.precision())).json());
                case EvaluationCase evaluation ->
                        evaluations.add(text.show(benchmark.time(evaluation, job.backend(), job.precision())).json());
            }
        } catch (UnsupportedProgramException unsupported) {
            console.warn(new Warning("case-left-out", "The case '" + job.each().name() + "' is left out on the backend '"
                    + job.backend().id() + "'. " + unsupported.getMessage(), job.each().name()));
        }
    }

    private void requireSensible() {
        if (!(seconds > 0 && Double.isFinite(seconds))) {
            throw new InvalidSpecException("--seconds is " + Words.number(seconds)
                    + "; expected for how many seconds to measure each figure, more than 0, as in --seconds 2.");
        }
        if (threads < 0 || threads > MOST_THREADS) {
            throw new InvalidSpecException("--threads is " + threads + "; expected how many threads compute, from 1 to " + MOST_THREADS
                    + ", or 0 for one per processor.");
        }
    }

    /** Returns the precision that was named; empty for all that a backend has. */
    private Optional<Precision> named() {
        List<String> all = Arrays.stream(Precision.values()).map(BenchCommand::word).toList();
        if (precision.isPresent() && !all.contains(precision.get())) {
            throw new InvalidSpecException("--precision is " + Words.quoted(precision.get()) + "; expected " + Words.or(all) + ".");
        }
        return precision.map(word -> Precision.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    /** Leaves out backends that lack the precision; refuses that if they were named. */
    private List<GradientBackend<?>> able(List<GradientBackend<?>> chosen, Optional<Precision> only) {
        List<GradientBackend<?>> able = new ArrayList<>();
        for (GradientBackend<?> backend : chosen) {
            if (precisions(backend, only).isEmpty()) {
                String lack = "Backend '" + backend.id() + "' does not compute in " + word(only.orElseThrow()) + "; it offers "
                        + Words.and(EnumSet.copyOf(backend.precisions()).stream().map(BenchCommand::word).toList()) + ".";
                if (backends.areNamed()) {
                    throw new InvalidSpecException(lack);
                }
                console.warn(new Warning("backend-left-out", lack + " It is left out.", backend.id().name()));
            } else {
                able.add(backend);
            }
        }
        return able;
    }

    /** Lists in which of its precisions a backend is timed. */
    private static Set<Precision> precisions(GradientBackend<?> backend, Optional<Precision> only) {
        Set<Precision> all = EnumSet.copyOf(backend.precisions());
        only.ifPresent(one -> all.retainAll(Set.of(one)));
        return all;
    }

    private static String word(Precision precision) {
        return precision.name().toLowerCase(Locale.ROOT);
    }

    private List<Job> jobs(
            Benchmark benchmark, List<BenchmarkCase> chosen, List<GradientBackend<?>> able, Optional<Precision> only) {
        List<Job> jobs = new ArrayList<>();
        for (BenchmarkCase each : chosen) {
            Optional<String> missing = benchmark.missing(each);
            if (missing.isPresent()) {
                console.warn(new Warning("case-left-out", "The case '" + each.name() + "' is left out. " + missing.get(), each.name()));
                continue;
            }
            able.forEach(backend -> precisions(backend, only).forEach(one -> jobs.add(new Job(each, backend, one))));
        }
        return jobs;
    }

    private Map<String, Object> json(int computing, Map<Precision, Double> peaks) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("machine", Machine.current().json());
        json.put("threads", computing);
        json.put("seconds", seconds);
        json.put("peaks", peaks.entrySet().stream().map(peak -> Map.of(
                "precision", word(peak.getKey()), "multiplyAddsPerSecond", peak.getValue())).toList());
        json.put("cases", evaluations);
        json.put("fits", fits);
        return json;
    }
}
