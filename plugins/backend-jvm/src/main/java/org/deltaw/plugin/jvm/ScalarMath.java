package org.deltaw.plugin.jvm;

import org.deltaw.expr.UnaryFunction;

/** What the JDK has no single instruction or method for, number by number. */
final class ScalarMath {
    private ScalarMath() {}

    static void store(double value, double[] array, int index) {
        array[index] = value;
    }

    static void store(float value, float[] array, int index) {
        array[index] = value;
    }

    static float exp(float a) {
        return (float) Math.exp(a);
    }

    static float log(float a) {
        return (float) Math.log(a);
    }

    static float tanh(float a) {
        return (float) Math.tanh(a);
    }

    static float sqrt(float a) {
        return (float) Math.sqrt(a);
    }

    static double greaterThan(double a, double b) {
        return a > b ? 1 : 0;
    }

    static float greaterThan(float a, float b) {
        return a > b ? 1 : 0;
    }

    static double where(double condition, double a, double b) {
        return condition != 0 ? a : b;
    }

    static float where(float condition, float a, float b) {
        return condition != 0 ? a : b;
    }

    static double leakyRelu(double a, double slope) {
        return a > 0 ? a : slope * a;
    }

    static float leakyRelu(float a, float slope) {
        return a > 0 ? a : slope * a;
    }

    static double sigmoid(double a) {
        return UnaryFunction.SIGMOID.apply(a);
    }

    static float sigmoid(float a) {
        return (float) UnaryFunction.SIGMOID.apply(a);
    }

    static double softplus(double a) {
        return UnaryFunction.SOFTPLUS.apply(a);
    }

    static float softplus(float a) {
        return (float) UnaryFunction.SOFTPLUS.apply(a);
    }

    static void softplus(double[] array, int from, int count) {
        apply(UnaryFunction.SOFTPLUS, array, from, count);
    }

    static void softplus(float[] array, int from, int count) {
        apply(UnaryFunction.SOFTPLUS, array, from, count);
    }

    static void log(double[] array, int from, int count) {
        apply(UnaryFunction.LOG, array, from, count);
    }

    static void log(float[] array, int from, int count) {
        apply(UnaryFunction.LOG, array, from, count);
    }

    private static void apply(UnaryFunction function, double[] array, int from, int count) {
        for (int i = from; i < from + count; i++) {
            array[i] = function.apply(array[i]);
        }
    }

    private static void apply(UnaryFunction function, float[] array, int from, int count) {
        for (int i = from; i < from + count; i++) {
            array[i] = (float) function.apply(array[i]);
        }
    }
}
