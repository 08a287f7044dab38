package org.deltaw.study.posterior.chart;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.deltaw.kernel.convergence.Quantile;
import org.deltaw.spi.parameter.Parameter;

/**
 * The density of draws, smoothed by diffusion, which knows where the number has a bound and chooses its width from the draws alone, so
 * that a narrow mode beside a broad one is not smeared (Botev, Grotowski and Kroese, The Annals of Statistics 38, 2010, algorithm 1).
 *
 * @param from the place of the first value
 * @param step from place to place
 * @param values the density at these places
 */
record Density(double from, double step, double[] values) {
    private static final int PLACES = 512;
    /** How far it goes beyond the outermost draws where there is no bound, as a share of their range. */
    private static final double BEYOND = 0.15;
    /** The distance of the quartiles of a normal distribution, in standard deviations. */
    private static final double NORMAL_QUARTILES = 1.34;
    private static final int STAGES = 7;
    private static final double LEAST_TIME = 1e-9;
    private static final double MOST_TIME = 0.1;

    /** Smooths draws that are not all equal. */
    static Density of(double[] draws, Parameter.Bounds bounds) {
        double least = Arrays.stream(draws).min().orElseThrow();
        double largest = Arrays.stream(draws).max().orElseThrow();
        double from = Math.max(bounds.lower(), least - BEYOND * (largest - least));
        double width = Math.min(bounds.upper(), largest + BEYOND * (largest - least)) - from;
        double[] shares = new double[PLACES];
        for (double draw : draws) {
            shares[Math.min(PLACES - 1, (int) ((draw - from) / width * PLACES))] += 1.0 / draws.length;
        }
        double[] waves = waves(shares);
        double time = Math.max(time(waves, (double) Arrays.stream(draws).distinct().count()), leastTime(draws, width));
        double step = width / PLACES;
        double[] values = new double[PLACES];
        for (int place = 0; place < PLACES; place++) {
            double sum = waves[0];
            for (int wave = 1; wave < PLACES; wave++) {
                double angle = Math.PI * wave;
                sum += 2 * waves[wave] * Math.exp(-angle * angle * time / 2) * Math.cos(angle * (place + 0.5) / PLACES);
            }
            values[place] = Math.max(0, sum / width);
        }
        return new Density(from + step / 2, step, values);
    }

    /** Returns the mean of each cosine over the draws. */
    private static double[] waves(double[] shares) {
        double[] waves = new double[PLACES];
        Arrays.setAll(waves, wave -> {
            double sum = 0;
            for (int place = 0; place < PLACES; place++) {
                sum += shares[place] * Math.cos(Math.PI * wave * (place + 0.5) / PLACES);
            }
            return sum;
        });
        return waves;
    }

    /**
     * A narrow mode would leave a broad one jagged: the width is at least a third of that which is best for a normal density (Silverman,
     * Density Estimation for Statistics and Data Analysis, 1986, equation 3.31).
     */
    private static double leastTime(double[] draws, double range) {
        double[] sorted = Quantile.sorted(draws);
        double quartiles = (Quantile.of(sorted, 0.75) - Quantile.of(sorted, 0.25)) / NORMAL_QUARTILES;
        double mean = Arrays.stream(draws).average().orElseThrow();
        double deviation = Math.sqrt(Arrays.stream(draws).map(draw -> (draw - mean) * (draw - mean)).average().orElseThrow());
        double width = 0.9 * (quartiles > 0 ? Math.min(quartiles, deviation) : deviation) * Math.pow(draws.length, -0.2) / 3;
        return width / range * width / range;
    }

    /** Returns how long to diffuse: the square of the width of the kernel, as a share of the range. */
    private static double time(double[] waves, double count) {
        double low = LEAST_TIME;
        double high = MOST_TIME;
        if (excess(low, waves, count) * excess(high, waves, count) > 0) {
            // There is no solution, as of draws that are nearly all equal.
            return low;
        }
        for (int i = 0; i < 60; i++) {
            double middle = Math.sqrt(low * high);
            if (excess(middle, waves, count) * excess(high, waves, count) > 0) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** By how much a time is longer than the best one for the density that this time gives. */
    private static double excess(double time, double[] waves, double count) {
        double roughness = roughness(STAGES, time, waves);
        for (int stage = STAGES - 1; stage >= 2; stage--) {
            int order = stage;
            double odd = DoubleStream.iterate(1, k -> k <= 2 * order - 1, k -> k + 2).reduce(1, (one, other) -> one * other);
            double factor = (1 + Math.pow(0.5, stage + 0.5)) / 3 * 2 * odd / Math.sqrt(2 * Math.PI);
            roughness = roughness(stage, Math.pow(factor / count / roughness, 2 / (3 + 2.0 * stage)), waves);
        }
        return time - Math.pow(2 * count * Math.sqrt(Math.PI) * roughness, -0.4);
    }

    /** Returns the integral of the square of a derivative of the diffused density. */
    private static double roughness(int derivative, double time, double[] waves) {
        double sum = 0;
        for (int wave = 1; wave < waves.length; wave++) {
            double square = Math.PI * wave * Math.PI * wave;
            sum += Math.pow(square, derivative) * waves[wave] * waves[wave] * Math.exp(-square * time);
        }
        return 2 * sum;
    }

    /** Returns the place of a value. */
    double place(int index) {
        return from + index * step;
    }

    /** Returns the density between places, and that of the outermost beyond. */
    double at(double value) {
        double index = Math.clamp((value - from) / step, 0, values.length - 1.0);
        int below = Math.min(values.length - 2, (int) index);
        return values[below] + (index - below) * (values[below + 1] - values[below]);
    }

    double highest() {
        return Arrays.stream(values).max().orElseThrow();
    }
}
