package org.deltaw.kernel.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.ToDoubleFunction;

/** Central differences, and the comparison of arrays of derivatives. */
public final class Differences {
    private Differences() {}

    public static double[] central(double[] at, ToDoubleFunction<double[]> function) {
        double[] quotients = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            double step = 1e-5 * Math.max(1, Math.abs(at[i]));
            double[] moved = at.clone();
            moved[i] = at[i] + step;
            double above = function.applyAsDouble(moved);
            moved[i] = at[i] - step;
            quotients[i] = (above - function.applyAsDouble(moved)) / (2 * step);
        }
        return quotients;
    }

    /** Requires two arrays to differ by no more than a fraction of the largest entry, which must not be 0. */
    public static void assertClose(double[] expected, double[] actual, double fraction, String what) {
        assertEquals(expected.length, actual.length, what);
        double largest = 0;
        for (double value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertTrue(largest > 0, what + " is 0 everywhere");
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], fraction * largest, what + "[" + i + "]");
        }
    }
}
