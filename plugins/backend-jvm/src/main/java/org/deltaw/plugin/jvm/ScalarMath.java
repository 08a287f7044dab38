package org.deltaw.plugin.jvm;

/** What the JDK has no single instruction or method for, number by number. */
final class ScalarMath {
    private ScalarMath() {}

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

    static double ifLess(double a, double b, double then, double otherwise) {
        return a < b ? then : otherwise;
    }

    static float ifLess(float a, float b, float then, float otherwise) {
        return a < b ? then : otherwise;
    }
}
