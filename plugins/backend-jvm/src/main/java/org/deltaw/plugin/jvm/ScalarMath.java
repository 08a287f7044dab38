package org.deltaw.plugin.jvm;

import org.deltaw.expr.UnaryFunction;

/** What the JDK has no single instruction or method for, number by number. */
final class ScalarMath {
    private ScalarMath() {}

    static void store(double value, double[] array, int index) {
        array[index] = value;
    }

    static double greaterThan(double a, double b) {
        return a > b ? 1 : 0;
    }

    static double where(double condition, double a, double b) {
        return condition != 0 ? a : b;
    }

    static double leakyRelu(double a, double slope) {
        return a > 0 ? a : slope * a;
    }

    static double sigmoid(double a) {
        return UnaryFunction.SIGMOID.apply(a);
    }

    static double softplus(double a) {
        return UnaryFunction.SOFTPLUS.apply(a);
    }

    static void softplus(double[] array, int from, int count) {
        apply(UnaryFunction.SOFTPLUS, array, from, count);
    }

    static void log(double[] array, int from, int count) {
        apply(UnaryFunction.LOG, array, from, count);
    }

    private static void apply(UnaryFunction function, double[] array, int from, int count) {
        for (int i = from; i < from + count; i++) {
            array[i] = function.apply(array[i]);
        }
    }
}
