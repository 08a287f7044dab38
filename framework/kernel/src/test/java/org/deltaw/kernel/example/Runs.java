package org.deltaw.kernel.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.testing.Differences;
import org.deltaw.kernel.testing.FitBuilder;
import org.deltaw.plugin.interpreter.InterpreterBackend;
import org.deltaw.plugin.jvm.JvmBackend;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.data.Dataset;

/** Runs models on the interpreter and on the jvm backend, which have to agree. */
final class Runs {
    private static final double ROUNDING = 1e-12;

    private Runs() {}

    private interface Work<T> {
        T with(Problem problem);
    }

    private static <T> T on(GradientBackend<NoSettings> backend, FitBuilder fit, Dataset data, Work<T> work) {
        try (OpenFit opened = fit.backend(backend, Precision.F64).open(data)) {
            return work.with(opened.problems().getFirst());
        }
    }

    /** Returns states and outputs of the first trajectory by name, step after step. */
    static Map<String, double[]> simulate(FitBuilder fit, Dataset data, double... parameters) {
        Work<Map<String, double[]>> work = problem -> named(problem, problem.simulate(parameters).getFirst());
        Map<String, double[]> expected = on(new InterpreterBackend(), fit, data, work);
        on(new JvmBackend(), fit, data, work).forEach((name, found) ->
                assertArrayEquals(expected.get(name), found, ROUNDING, name));
        return expected;
    }

    private static Map<String, double[]> named(Problem problem, Simulation simulation) {
        Map<String, double[]> named = new HashMap<>();
        List<String> states = problem.states();
        for (int i = 0; i < states.size(); i++) {
            named.put(states.get(i), simulation.states().get(i));
        }
        for (int i = 0; i < problem.outputs().size(); i++) {
            named.put("shown " + problem.outputs().get(i), simulation.outputs().get(i));
        }
        return named;
    }

    /** Returns the loss. */
    static double loss(FitBuilder fit, Dataset data, double... parameters) {
        Work<Double> work = problem -> problem.gradient(parameters).loss();
        double expected = on(new InterpreterBackend(), fit, data, work);
        assertEquals(expected, on(new JvmBackend(), fit, data, work), ROUNDING);
        return expected;
    }

    /** Returns the gradient of the loss. */
    static double[] gradient(FitBuilder fit, Dataset data, double... parameters) {
        Work<double[]> work = problem -> problem.gradient(parameters).values();
        double[] expected = on(new InterpreterBackend(), fit, data, work);
        Differences.assertClose(expected, on(new JvmBackend(), fit, data, work), 1e-10, "gradient");
        return expected;
    }

    /** Asserts that the gradient through all steps is the one that differences of the loss give. */
    static void assertGradient(FitBuilder fit, Dataset data, double... parameters) {
        double[] expected = on(new InterpreterBackend(), fit, data, problem ->
                Differences.central(parameters, moved -> problem.gradient(moved).loss()));
        Differences.assertClose(expected, gradient(fit, data, parameters), 1e-7, "gradient");
    }
}
