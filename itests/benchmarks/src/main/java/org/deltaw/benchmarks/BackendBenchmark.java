package org.deltaw.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.deltaw.kernel.BackendSettings;
import org.deltaw.kernel.objective.Curvature;
import org.deltaw.kernel.objective.Gradient;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.backend.Precision;
import org.deltaw.study.benchmark.BenchmarkCases;
import org.deltaw.study.benchmark.EvaluationCase;
import org.deltaw.study.benchmark.Workload;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The cases of {@code deltaw bench} under JMH: one evaluation of all pairs of vectors and trajectories, on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED")
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 2)
public class BackendBenchmark {
    private static final int MEGABYTES = 1024;

    /** A backend of the class path. */
    @Param({"jvm", "interpreter"})
    public String backend = "";

    /** In which it computes. */
    @Param({"F64", "F32"})
    public Precision precision = Precision.F64;

    /** The words in the name of a case; a comma would begin another. */
    @Param({"one fly 5 terms", "one fly 81 terms", "one fly MLP", "20 flies 5 terms", "Oja 20-20", "Oja 100-1000", "recurrent 200"})
    public String model = "";

    private ExtensionRegistry registry;
    private Workload workload;

    /** Opens the model. */
    @Setup
    public void open() {
        registry = ExtensionRegistry.ofClassPath(getClass().getClassLoader());
        EvaluationCase chosen = (EvaluationCase) BenchmarkCases.named(List.of(model)).getFirst();
        GradientBackend<?> found = registry.get(GradientBackend.class, new ExtensionId(backend));
        workload = Workload.open(chosen, found, new BackendSettings(precision, 1, MEGABYTES), registry);
    }

    /** Closes the model. */
    @TearDown
    public void close() {
        workload.close();
        registry.close();
    }

    /** Times the loss and its derivative. */
    @Benchmark
    public List<Gradient> gradient() {
        return workload.gradients();
    }

    /** Times the loss, its derivative and its Gauss-Newton matrix. */
    @Benchmark
    public List<Curvature> curvature() {
        return workload.curvatures();
    }
}
