package org.deltaw.study.benchmark;

import java.util.Arrays;
import org.deltaw.spi.backend.Precision;

/**
 * How many multiply-adds one thread of this machine can do in a second: measured with loops that the JVM's compiler turns into vector
 * code by itself, so that neither a backend nor the Vector API is needed.
 *
 * <p>The loops go over an array that fits the first-level cache, and do eight multiply-adds to each number while it is in a register: the
 * numbers do not need each other, so that the processor has as many under way as it can, and loads and stores are few. With AVX-512 that
 * came within a tenth of what intrinsics of C reach. Where the processor has no fused instruction, it is a
 * multiplication and an addition.
 */
final class PeakRate {
    private static final int BYTES = 16 << 10;
    private static final int PASSES = 16;
    private static final int CHAIN = 8;
    private static final double SECONDS = 0.2;
    /** No processor of this century is so slow, but {@code Math.fma} is without its instruction. */
    private static final double EMULATED = 1e8;

    private PeakRate() {}

    /** Measures for about a second. */
    static double measure(Precision precision) {
        return switch (precision) {
            case F64 -> {
                double[] numbers = new double[BYTES / Double.BYTES];
                Arrays.fill(numbers, 2);
                yield fastest(numbers.length, () -> fused(numbers, 0.999, 0.001), () -> separate(numbers, 0.999, 0.001));
            }
            case F32 -> {
                float[] numbers = new float[BYTES / Float.BYTES];
                Arrays.fill(numbers, 2);
                yield fastest(numbers.length, () -> fused(numbers, 0.999f, 0.001f), () -> separate(numbers, 0.999f, 0.001f));
            }
        };
    }

    private static double fastest(int numbers, Runnable fused, Runnable separate) {
        double operations = (double) PASSES * CHAIN * numbers;
        double rate = operations / seconds(fused);
        return rate < EMULATED ? Math.max(rate, operations / seconds(separate)) : rate;
    }

    private static double seconds(Runnable pass) {
        return SteadyTimer.measuring(SECONDS).time(() -> {
            for (int i = 0; i < PASSES; i++) {
                pass.run();
            }
        }).fastest();
    }

    private static void fused(double[] numbers, double factor, double term) {
        for (int i = 0; i < numbers.length; i++) {
            double value = numbers[i];
            value = Math.fma(value, factor, term);
            value = Math.fma(value, factor, term);
            value = Math.fma(value, factor, term);
            value = Math.fma(value, factor, term);
            value = Math.fma(value, factor, term);
            value = Math.fma(value, factor, term);
            value = Math.fma(value, factor, term);
            numbers[i] = Math.fma(value, factor, term);
        }
    }

    private static void fused(float[] numbers, float factor, float term) {
        for (int i = 0; i < numbers.length; i++) {
            float value = numbers[i];
            value = Math.fma(value, factor, term);
            value = Math.fma(value, factor, term);
            value = Math.fma(value, factor, term);
            value = Math.fma(value, factor, term);
            value = Math.fma(value, factor, term);
            value = Math.fma(value, factor, term);
            value = Math.fma(value, factor, term);
            numbers[i] = Math.fma(value, factor, term);
        }
    }

    private static void separate(double[] numbers, double factor, double term) {
        for (int i = 0; i < numbers.length; i++) {
            double value = numbers[i];
            value = value * factor + term;
            value = value * factor + term;
            value = value * factor + term;
            value = value * factor + term;
            value = value * factor + term;
            value = value * factor + term;
            value = value * factor + term;
            numbers[i] = value * factor + term;
        }
    }

    private static void separate(float[] numbers, float factor, float term) {
        for (int i = 0; i < numbers.length; i++) {
            float value = numbers[i];
            value = value * factor + term;
            value = value * factor + term;
            value = value * factor + term;
            value = value * factor + term;
            value = value * factor + term;
            value = value * factor + term;
            value = value * factor + term;
            numbers[i] = value * factor + term;
        }
    }
}
