package org.deltaw.study.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deltaw.kernel.BackendSettings;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.backend.Precision;

/** Times how long a backend takes for the loss and gradient of a model. */
public final class Benchmark {
    private static final double NANOSECONDS = 1e9;
    private static final int FEWEST = 3;
    /** How many times the time to measure a single run may take, and be repeated. */
    private static final double PATIENCE = 10;
    /** For how many seconds a Gauss-Newton matrix is waited for. */
    private static final double LONGEST = 60;

    private final ExtensionCatalog catalog;
    private final double seconds;

    /**
     * What was measured, in seconds per trajectory.
     *
     * @param device where it was computed
     * @param first from opening the model to its first gradient, once, not per trajectory
     * @param gradient the median time of value and gradient, after warm-up
     * @param curvature the same with the Gauss-Newton matrix; empty if not timed, or if it would take minutes
     */
    public record Timing(String device, double first, double gradient, OptionalDouble curvature) {
        /** Returns it for programs. */
        public Map<String, Object> json(BenchmarkCase benchmark, GradientBackend<?> backend, Precision precision) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("case", benchmark.name());
            json.put("backend", backend.id().name());
            json.put("precision", precision.name().toLowerCase(Locale.ROOT));
            json.put("device", device);
            json.put("secondsToFirstGradient", first);
            json.put("secondsPerGradient", gradient);
            json.put("secondsPerCurvature", curvature);
            return json;
        }
    }

    /**
     * Prepares timing.
     *
     * @param seconds for how long each figure is measured, after as long a warm-up
     */
    public Benchmark(ExtensionCatalog catalog, double seconds) {
        this.catalog = catalog;
        this.seconds = seconds;
    }

    /** Names an extension that a case needs and that is not installed. */
    public Optional<String> missing(BenchmarkCase benchmark) {
        return ReferenceModel.missing(benchmark.model(), catalog);
    }

    /** Times a case on a backend. */
    public Timing time(BenchmarkCase benchmark, GradientBackend<?> backend, BackendSettings settings) {
        long start = System.nanoTime();
        try (OpenFit opened = open(benchmark, backend, settings)) {
            Problem problem = opened.problems().getFirst();
            double[] parameters = problem.start();
            problem.gradient(parameters);
            double first = (System.nanoTime() - start) / NANOSECONDS;
            int trajectories = problem.trajectories().size();
            double gradient = median(() -> problem.gradient(parameters)) / trajectories;
            boolean soon = gradient * trajectories * parameters.length < LONGEST;
            OptionalDouble curvature = benchmark.curvature() && soon
                    ? OptionalDouble.of(median(() -> problem.curvature(parameters)) / trajectories)
                    : OptionalDouble.empty();
            return new Timing(opened.device(), first, gradient, curvature);
        }
    }

    /** Opens the model of a case. */
    public OpenFit open(BenchmarkCase benchmark, GradientBackend<?> backend, BackendSettings settings) {
        return OpenFit.open(ReferenceModel.fit(benchmark.model(), benchmark.dataset(), backend, settings, catalog));
    }

    /**
     * Measures after a warm-up, whose first runs take much longer than later ones. What takes longer than the time to measure
     * even then is not run again.
     */
    private double median(Runnable work) {
        List<Double> warmUp = run(work);
        if (warmUp.getLast() > seconds) {
            return warmUp.getLast();
        }
        List<Double> times = run(work);
        Collections.sort(times);
        return times.get(times.size() / 2);
    }

    /** Runs for the time to measure, and a few times at least, unless a single run takes many times as long. */
    private List<Double> run(Runnable work) {
        List<Double> times = new ArrayList<>();
        long end = System.nanoTime() + (long) (seconds * NANOSECONDS);
        do {
            long start = System.nanoTime();
            work.run();
            times.add((System.nanoTime() - start) / NANOSECONDS);
        } while (System.nanoTime() < end || (times.size() < FEWEST && times.getLast() < PATIENCE * seconds));
        return times;
    }
}
