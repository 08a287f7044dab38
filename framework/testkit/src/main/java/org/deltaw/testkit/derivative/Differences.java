package org.deltaw.testkit.derivative;

import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * Derivatives of functions that can only be evaluated, from central differences at three distances:
 * the error is of sixth order, some 1e-12 for smooth functions of moderate size.
 */
public final class Differences {
    /** Balances the error of sixth order against rounding, for values of about 1 in double precision. */
    private static final double STEP = 1e-3;

    private Differences() {}

    /** Returns the derivative at 0. */
    public static double derivative(DoubleUnaryOperator function) {
        return (45 * difference(function, STEP) - 9 * difference(function, 2 * STEP) + difference(function, 3 * STEP))
                / (60 * STEP);
    }

    private static double difference(DoubleUnaryOperator function, double distance) {
        return function.applyAsDouble(distance) - function.applyAsDouble(-distance);
    }

    /** Returns the derivative of a function of a vector along a direction. */
    public static double along(ToDoubleFunction<double[]> function, double[] at, double[] direction) {
        return derivative(distance -> function.applyAsDouble(moved(at, distance, direction)));
    }

    /** Returns {@code at + distance * direction}. */
    public static double[] moved(double[] at, double distance, double[] direction) {
        double[] moved = at.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += distance * direction[i];
        }
        return moved;
    }
}
