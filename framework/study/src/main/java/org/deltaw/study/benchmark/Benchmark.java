package org.deltaw.study.benchmark;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deltaw.kernel.BackendSettings;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.data.Dataset;
import org.deltaw.study.reference.ReferenceModel;

/** Times how long backends take for losses, gradients, Gauss-Newton matrices and fits. For one thread. */
public final class Benchmark {
    private static final double NANOSECONDS = 1e9;
    private static final double MICROSECONDS = 1e6;
    private static final int MEGABYTES = 1024;
    /** For how many seconds a Gauss-Newton matrix is waited for. */
    private static final double LONGEST = 60;

    private final ExtensionCatalog catalog;
    private final double seconds;
    private final int threads;
    private final Map<Precision, Double> peaks = new EnumMap<>(Precision.class);

    /**
     * Prepares timing.
     *
     * @param seconds for how long each figure is measured, after warming up
     * @param threads how many compute; 0 for one per processor
     */
    public Benchmark(ExtensionCatalog catalog, double seconds, int threads) {
        this.catalog = catalog;
        this.seconds = seconds;
        this.threads = threads;
    }

    /** Returns how many multiply-adds one thread of this machine can do in a second; measured when first asked for, in a second or two. */
    public double peak(Precision precision) {
        return peaks.computeIfAbsent(precision, PeakRate::measure);
    }

    /** Returns how many threads compute. */
    public int threads() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /** Says in a sentence what a case needs and that is not installed; empty if all is there. */
    public Optional<String> missing(BenchmarkCase each) {
        return switch (each) {
            case EvaluationCase evaluation -> ReferenceModel.missing(evaluation.model(), catalog)
                    .map(missing -> "It needs the " + missing + ", which is not installed.");
            case FitCase fit -> refused(fit);
        };
    }

    private Optional<String> refused(FitCase each) {
        try {
            each.simulation(1).fit(catalog);
            return Optional.empty();
        } catch (InvalidSpecException missing) {
            return Optional.of(String.valueOf(missing.getMessage()));
        }
    }

    /** Times a case on a backend. */
    public EvaluationTiming time(EvaluationCase each, GradientBackend<?> backend, Precision precision) {
        long begin = System.nanoTime();
        try (Workload workload = Workload.open(each, backend, new BackendSettings(precision, threads, MEGABYTES), catalog)) {
            workload.gradients();
            double first = since(begin);
            EvaluationTiming.Figure gradient = figure(workload, workload::gradients,
                    Arithmetic.ofGradient(workload.program(), workload.inputs()), precision);
            double soon = gradient.microseconds() / MICROSECONDS * workload.pairs() * workload.parameters();
            Optional<EvaluationTiming.Figure> curvature = each.curvature() && soon < LONGEST
                    ? Optional.of(figure(workload, workload::curvatures,
                            Arithmetic.ofCurvature(workload.program(), workload.inputs()), precision))
                    : Optional.empty();
            return new EvaluationTiming(
                    each, backend.id().name(), precision, workload.device(), shape(each, workload), first, gradient, curvature);
        }
    }

    private static EvaluationTiming.Shape shape(EvaluationCase each, Workload workload) {
        List<ModelInput> inputs = workload.inputs();
        return new EvaluationTiming.Shape(each.vectors(), inputs.size(), inputs.stream().mapToLong(ModelInput::steps).sum(),
                workload.parameters(), workload.vectorWidth());
    }

    private EvaluationTiming.Figure figure(Workload workload, Runnable work, Arithmetic all, Precision precision) {
        SteadyTimer.Timing timing = SteadyTimer.measuring(seconds).time(work);
        double trajectories = workload.inputs().size();
        double operations = all.operations() / trajectories;
        double pair = timing.median() / workload.pairs();
        return new EvaluationTiming.Figure(pair * MICROSECONDS, timing.fastest() / workload.pairs() * MICROSECONDS, timing.isSteady(),
                operations, all.functions() / trajectories, operations / pair / (2 * peak(precision) * threads()));
    }

    /** Times a fit on a backend, and one of the same shape with other data after it. */
    public FitTiming time(FitCase each, GradientBackend<?> backend, Precision precision) {
        Dataset firstData = simulated(each, 1);
        Dataset secondData = simulated(each, 2);
        Map<String, Object> settings = Map.of("precision", precision.name().toLowerCase(Locale.ROOT), "threads", threads);
        Fit first = each.spec(backend.id().name(), settings, 1).fit(catalog);
        Fit second = each.spec(backend.id().name(), settings, 2).fit(catalog);
        return new FitTiming(each, backend.id().name(), precision, run(first, firstData), run(second, secondData));
    }

    /** Simulates data, and keeps to itself by which rule: a fit would compile that as well, to compare with it. */
    private Dataset simulated(FitCase each, long seed) {
        Dataset simulated = OpenFit.load(each.simulation(seed).fit(catalog));
        return Dataset.builder(simulated.channels()).trajectories(simulated.trajectories()).build();
    }

    private static FitTiming.Run run(Fit fit, Dataset data) {
        OptionalDouble before = CpuTime.secondsOnceQuiet();
        long begin = System.nanoTime();
        FitResult result;
        try (OpenFit opened = OpenFit.open(fit, data)) {
            result = opened.problems().getFirst().train(Optional.empty(), FitListener.SILENT);
        }
        double seconds = since(begin);
        OptionalDouble after = CpuTime.secondsOnceQuiet();
        return new FitTiming.Run(result.device(), result.best().epochs(), seconds, before.isPresent() && after.isPresent()
                ? OptionalDouble.of(after.getAsDouble() - before.getAsDouble()) : OptionalDouble.empty());
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / NANOSECONDS;
    }
}
