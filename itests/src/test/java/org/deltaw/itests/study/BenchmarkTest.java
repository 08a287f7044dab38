package org.deltaw.itests.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.deltaw.kernel.BackendSettings;
import org.deltaw.kernel.objective.Curvature;
import org.deltaw.kernel.objective.Gradient;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.backend.Precision;
import org.deltaw.study.benchmark.Benchmark;
import org.deltaw.study.benchmark.BenchmarkCase;
import org.deltaw.study.benchmark.BenchmarkCases;
import org.deltaw.study.benchmark.EvaluationCase;
import org.deltaw.study.benchmark.EvaluationTiming;
import org.deltaw.study.benchmark.FitCase;
import org.deltaw.study.benchmark.FitTiming;
import org.deltaw.study.benchmark.Workload;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code deltaw bench} times is what it says: the same numbers as the interpreter's, none of which has run out of bounds. */
class BenchmarkTest {
    private static final ExtensionRegistry REGISTRY = ExtensionRegistry.ofClassPath(BenchmarkTest.class.getClassLoader());
    /** Of a value, relative; of derivatives relative to the largest. */
    private static final double VALUE = 1e-11;
    private static final double DERIVATIVE = 1e-9;

    private static GradientBackend<?> backend(String name) {
        return REGISTRY.get(GradientBackend.class, new ExtensionId(name));
    }

    private static EvaluationCase named(String name) {
        return (EvaluationCase) BenchmarkCases.named(List.of(name)).getFirst();
    }

    private static Workload open(EvaluationCase each, String backend) {
        return Workload.open(each, backend(backend), new BackendSettings(Precision.F64, 1, 1024), REGISTRY);
    }

    private static void assertClose(double[] expected, double[] actual) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertTrue(largest > 0 && Double.isFinite(largest), "derivatives of " + largest + " say nothing");
        assertArrayEquals(expected, actual, DERIVATIVE * largest);
    }

    private static void assertClose(Gradient expected, Gradient actual) {
        assertTrue(expected.isFinite(), expected::toString);
        assertEquals(expected.loss(), actual.loss(), VALUE * Math.abs(expected.loss()));
        assertClose(expected.values(), actual.values());
    }

    private static void assertAgrees(EvaluationCase each) {
        try (Workload meaning = open(each, "interpreter"); Workload compiled = open(each, "jvm")) {
            List<Gradient> expected = meaning.gradients();
            List<Gradient> actual = compiled.gradients();
            assertEquals(each.vectors(), expected.size());
            assertEquals(each.vectors(), actual.size());
            for (int i = 0; i < each.vectors(); i++) {
                assertClose(expected.get(i), actual.get(i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one fly, 5 terms", "one fly, 81 terms", "one fly, MLP", "8 parameter vectors, one fly", "Oja 20-20"})
    void smallCasesComputeWhatTheInterpreterDoes(String name) {
        assertAgrees(named(name));
    }

    @Tag("evidence")
    @Test
    void allCasesComputeWhatTheInterpreterDoes() {
        int compared = 0;
        for (BenchmarkCase each : BenchmarkCases.standard()) {
            if (each instanceof EvaluationCase evaluation) {
                assertAgrees(evaluation);
                compared++;
            }
        }
        assertTrue(compared > 10, "only " + compared + " cases");
    }

    @ParameterizedTest
    @ValueSource(strings = {"one fly, 5 terms", "Oja 20-20"})
    void curvatureIsThatOfTheInterpreter(String name) {
        EvaluationCase each = named(name);
        assertTrue(each.curvature());
        try (Workload meaning = open(each, "interpreter"); Workload compiled = open(each, "jvm")) {
            Curvature expected = meaning.curvatures().getFirst();
            Curvature actual = compiled.curvatures().getFirst();
            assertClose(expected.gradient(), actual.gradient());
            assertClose(expected.matrix(), actual.matrix());
        }
    }

    @Test
    void parameterVectorsDifferAndTheFirstIsThatOfTheSingleOne() {
        try (Workload eight = open(named("8 parameter vectors, one fly"), "jvm"); Workload one = open(named("one fly, 5 terms"), "jvm")) {
            List<Gradient> gradients = eight.gradients();
            assertEquals(8, gradients.stream().map(Gradient::loss).distinct().count());
            assertEquals(one.gradients().getFirst().loss(), gradients.getFirst().loss());
        }
    }

    @Tag("evidence")
    @Test
    void timesAreThoseOfOneTrajectoryWhateverTheirNumber() {
        Benchmark benchmark = new Benchmark(REGISTRY, 0.05, 1);
        EvaluationTiming one = benchmark.time(named("one fly, 5 terms"), backend("interpreter"), Precision.F64);
        EvaluationTiming twenty = benchmark.time(named("20 flies, 5 terms"), backend("interpreter"), Precision.F64);
        EvaluationTiming eight = benchmark.time(named("8 parameter vectors, one fly"), backend("interpreter"), Precision.F64);
        assertEquals(new EvaluationTiming.Shape(1, 20, 6_000, 5, 1), twenty.shape());
        assertEquals(new EvaluationTiming.Shape(8, 1, 300, 5, 1), eight.shape());
        assertEquals(1, twenty.gradient().operations() / one.gradient().operations(), 0.1);
        assertEquals(one.gradient().operations(), eight.gradient().operations());
        // Far from 8 and 20, however busy the machine is.
        assertEquals(1, eight.gradient().fastestMicroseconds() / one.gradient().fastestMicroseconds(), 4);
        assertEquals(1, twenty.gradient().fastestMicroseconds() / one.gradient().fastestMicroseconds(), 9);
        // In each step ten hyperbolic tangents and the logarithm of the probability; on the way back these and their slopes.
        assertTrue(one.gradient().functions() >= 300 * 22 && one.gradient().functions() <= 300 * 24, one.gradient()::toString);
        assertEquals(twenty.gradient().operations() * 1e6 / twenty.gradient().microseconds() / 2 / benchmark.peak(Precision.F64),
                twenty.gradient().shareOfPeak(), 1e-12);
    }

    @Tag("evidence")
    @Test
    void fitsHaveOneShapeAndOtherData() {
        FitCase fit = (FitCase) BenchmarkCases.named(List.of("fit")).getFirst();
        FitTiming timing = new Benchmark(REGISTRY, 0.05, 1).time(fit, backend("jvm"), Precision.F64);
        assertTrue(timing.first().iterations() > 3 && timing.first().iterations() < 100, timing.first()::toString);
        assertTrue(timing.second().iterations() > 3 && timing.second().iterations() < 100, timing.second()::toString);
        assertNotEquals(timing.first(), timing.second());
    }
}
