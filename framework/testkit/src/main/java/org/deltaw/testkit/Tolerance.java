package org.deltaw.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.backend.Simulation;

/**
 * How far a backend's results may be from the reference, in units of the largest entry: the one table.
 *
 * <p>Rounding differs with the order of additions and with the way exp or tanh are computed; these
 * bounds leave a factor of some thousand above what that makes in the contract's models.
 */
public enum Tolerance {
    F64(1e-11, 1e-9, 1e-9),
    F32(1e-4, 1e-3, 1e-2);

    /** Below this size entries are compared as if they had it, since sums may cancel. */
    private static final double FLOOR = 1e-2;

    private final double value;
    private final double gradient;
    private final double curvature;

    Tolerance(double value, double gradient, double curvature) {
        this.value = value;
        this.gradient = gradient;
        this.curvature = curvature;
    }

    public static Tolerance of(Precision precision) {
        return switch (precision) {
            case F64 -> F64;
            case F32 -> F32;
        };
    }

    public void assertAgree(String what, Evaluation expected, Evaluation actual) {
        assertClose(what + ": loss", value, new double[] {expected.loss()}, new double[] {actual.loss()});
        assertClose(what + ": gradient", gradient, expected.gradient(), actual.gradient());
        assertAllClose(what + ": gradient of initial state", gradient,
                expected.initialStateGradient(), actual.initialStateGradient());
        assertClose(what + ": curvature", curvature, expected.curvature(), actual.curvature());
    }

    public void assertAgree(String what, Simulation expected, Simulation actual) {
        assertAllClose(what + ": output", value, expected.outputs(), actual.outputs());
        assertAllClose(what + ": state", value, expected.states(), actual.states());
        assertClose(what + ": losses", value, expected.losses(), actual.losses());
    }

    public void assertValues(String what, List<double[]> expected, List<double[]> actual) {
        assertAllClose(what, value, expected, actual);
    }

    private static void assertAllClose(String what, double tolerance, List<double[]> expected, List<double[]> actual) {
        assertEquals(expected.size(), actual.size(), what + ": how many");
        for (int i = 0; i < expected.size(); i++) {
            assertClose(what + " " + i, tolerance, expected.get(i), actual.get(i));
        }
    }

    private static void assertClose(String what, double tolerance, double[] expected, double[] actual) {
        assertEquals(expected.length, actual.length, what + ": number of values");
        double scale = FLOOR;
        for (double each : expected) {
            scale = Double.isFinite(each) ? Math.max(scale, Math.abs(each)) : scale;
        }
        for (int i = 0; i < expected.length; i++) {
            boolean agree = Double.isFinite(expected[i])
                    ? Math.abs(expected[i] - actual[i]) <= tolerance * scale
                    : !Double.isFinite(actual[i]);
            assertTrue(agree, what + ": entry " + i + " is " + actual[i] + ", expected " + expected[i] + " within "
                    + tolerance * scale);
        }
    }
}
