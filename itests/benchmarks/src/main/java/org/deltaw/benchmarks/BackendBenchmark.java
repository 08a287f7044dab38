package org.deltaw.benchmarks;

import java.util.concurrent.TimeUnit;
import org.deltaw.kernel.BackendSettings;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.objective.Curvature;
import org.deltaw.kernel.objective.Gradient;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.backend.Precision;
import org.deltaw.study.reference.BenchmarkCase;
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

/** The cases of {@code deltaw bench} under JMH: one evaluation of all trajectories, on one thread. */
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

    /** A part of the name of a case. */
    @Param({"5 terms", "81 terms", "MLP", "Oja 20", "Oja 100", "recurrent"})
    public String model = "";

    private ExtensionRegistry registry;
    private OpenFit opened;
    private Problem problem;
    private double[] parameters;

    /** Opens the model. */
    @Setup
    public void open() {
        registry = ExtensionRegistry.ofClassPath(getClass().getClassLoader());
        BenchmarkCase chosen = BenchmarkCase.standard().stream().filter(each -> each.name().contains(model))
                .findFirst().orElseThrow();
        GradientBackend<?> found = registry.get(GradientBackend.class, new ExtensionId(backend));
        opened = new org.deltaw.study.reference.Benchmark(registry, 0)
                .open(chosen, found, new BackendSettings(precision, 1, MEGABYTES));
        problem = opened.problems().getFirst();
        parameters = problem.start();
    }

    /** Closes the model. */
    @TearDown
    public void close() {
        opened.close();
        registry.close();
    }

    /** Times the loss and its derivative. */
    @Benchmark
    public Gradient gradient() {
        return problem.gradient(parameters);
    }

    /** Times the loss, its derivative and its Gauss-Newton matrix. */
    @Benchmark
    public Curvature curvature() {
        return problem.curvature(parameters);
    }
}
