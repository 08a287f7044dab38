package org.deltaw.kernel.convergence;

import java.util.Arrays;

/** The covariance of draws with later ones of the same chain, by Fourier transforms: their time grows little faster than the draws. */
final class Autocovariance {
    private Autocovariance() {}

    /**
     * Returns the mean over chains at every lag: {@code (1/n) sum_t (x_t - m) (x_(t+lag) - m)}, with {@code m} the chain's mean and
     * {@code n} its length at every lag.
     */
    static double[] of(Draws draws) {
        int length = draws.length();
        // Twice as long, so that the end does not meet the beginning.
        int padded = Integer.highestOneBit(Math.max(1, 2 * length - 1)) << 1;
        double[] power = new double[padded];
        for (double[] chain : draws.chains()) {
            double mean = Draws.mean(chain);
            double[] real = Arrays.copyOf(Arrays.stream(chain).map(draw -> draw - mean).toArray(), padded);
            double[] imaginary = new double[padded];
            transform(real, imaginary);
            Arrays.setAll(power, i -> power[i] + real[i] * real[i] + imaginary[i] * imaginary[i]);
        }
        // The power is symmetric, of which the transform and its inverse differ by a factor alone.
        transform(power, new double[padded]);
        double scale = 1.0 / padded / length / draws.chains().length;
        return Arrays.stream(power, 0, length).map(sum -> sum * scale).toArray();
    }

    /** Transforms complex numbers in place; a power of 2 of them (Cooley and Tukey, Mathematics of Computation 19, 1965). */
    private static void transform(double[] real, double[] imaginary) {
        int size = real.length;
        for (int i = 0; i < size; i++) {
            int mirrored = size == 1 ? 0 : Integer.reverse(i) >>> (Integer.numberOfLeadingZeros(size) + 1);
            if (mirrored > i) {
                swap(real, i, mirrored);
                swap(imaginary, i, mirrored);
            }
        }
        for (int half = 1; half < size; half *= 2) {
            for (int place = 0; place < half; place++) {
                double angle = -Math.PI * place / half;
                double cosine = Math.cos(angle);
                double sine = Math.sin(angle);
                for (int i = place; i < size; i += 2 * half) {
                    int j = i + half;
                    double realPart = cosine * real[j] - sine * imaginary[j];
                    double imaginaryPart = cosine * imaginary[j] + sine * real[j];
                    real[j] = real[i] - realPart;
                    imaginary[j] = imaginary[i] - imaginaryPart;
                    real[i] += realPart;
                    imaginary[i] += imaginaryPart;
                }
            }
        }
    }

    private static void swap(double[] values, int one, int other) {
        double kept = values[one];
        values[one] = values[other];
        values[other] = kept;
    }
}
