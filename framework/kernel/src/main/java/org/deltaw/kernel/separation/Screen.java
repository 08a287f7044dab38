package org.deltaw.kernel.separation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.deltaw.kernel.objective.Spectrum;
import org.deltaw.spi.optimizer.BoundsAndL1;

/**
 * Finds the fitted numbers of which it is not plain that they have a finite best value. Where the log-likelihood is about quadratic, it
 * falls by 4.5 nats at three standard errors either way: both with the other numbers as they are, in standard errors given these, and
 * with the others following as the quadratic function says. Whatever does not is looked at more closely.
 */
final class Screen {
    /** In standard errors. */
    private static final double DISTANCE = 3;
    /** What has a standard error of so many times its own size, or of so much, may be on its way to infinity, where curvatures vanish. */
    private static final double FAR = 10;
    /** Of the fall that a quadratic function has, the least share that is plain. */
    private static final double PLAIN = 1.0 / 3;

    private final double[] values;
    private final BoundsAndL1 boundsAndL1;
    private final int[] free;
    private final int[] silent;
    private final double[] scale;
    private final double[][] covariance;

    /**
     * Prepares the lines.
     *
     * @param values of all fitted numbers
     * @param information of them, in nats: that of the log-likelihood, and what priors and penalties add; symmetric
     * @param threshold which eigenvalues of the information, scaled to ones on its diagonal, count as 0
     */
    Screen(double[] values, double[][] information, BoundsAndL1 boundsAndL1, double threshold) {
        int size = values.length;
        this.values = values;
        this.boundsAndL1 = boundsAndL1;
        this.free = IntStream.range(0, size)
                .filter(i -> !boundsAndL1.isNonsmooth(i, values[i]) && information[i][i] > 0).toArray();
        // A number that has run far away may change nothing any more.
        this.silent = IntStream.range(0, size)
                .filter(i -> !boundsAndL1.isNonsmooth(i, values[i]) && !(information[i][i] > 0)).toArray();
        this.scale = IntStream.of(free).mapToDouble(i -> 1 / Math.sqrt(information[i][i])).toArray();
        this.covariance = new double[free.length][free.length];
        if (free.length > 0) {
            invert(information, threshold);
        }
    }

    private void invert(double[][] information, double threshold) {
        double[][] scaled = new double[free.length][free.length];
        for (int i = 0; i < free.length; i++) {
            for (int j = 0; j < free.length; j++) {
                scaled[i][j] = i == j ? 1 : scale[i] * scale[j] * information[free[i]][free[j]];
            }
        }
        Spectrum spectrum = new Spectrum(scaled);
        for (int k = 0; k < free.length; k++) {
            double[] vector = spectrum.vector(k);
            // Along what nothing determines the others follow as far as they can.
            double value = Math.max(threshold, spectrum.value(k));
            for (int i = 0; i < free.length; i++) {
                for (int j = 0; j < free.length; j++) {
                    covariance[i][j] += vector[i] * vector[j] / value * scale[i] * scale[j];
                }
            }
        }
    }

    /** Lists where values are wanted. */
    List<double[]> points() {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < free.length; i++) {
            for (double sense : new double[] {DISTANCE, -DISTANCE}) {
                double[] alone = values.clone();
                alone[free[i]] += sense * scale[i];
                points.add(within(alone));
                double[] together = values.clone();
                for (int j = 0; j < free.length; j++) {
                    together[free[j]] += sense * covariance[i][j] / Math.sqrt(covariance[i][i]);
                }
                points.add(within(together));
            }
        }
        return points;
    }

    private double[] within(double[] point) {
        boundsAndL1.clamp(point);
        return point;
    }

    /**
     * Returns which numbers are to be looked at more closely.
     *
     * @param falls of the log-likelihood at each of the points, in nats; not a number where there is none
     */
    int[] doubtful(double[] falls) {
        int each = falls.length / Math.max(1, free.length);
        IntStream odd = IntStream.range(0, free.length)
                .filter(i -> isFar(i) || IntStream.range(i * each, (i + 1) * each)
                        .anyMatch(point -> !(falls[point] >= PLAIN * DISTANCE * DISTANCE / 2)))
                .map(i -> free[i]);
        return IntStream.concat(odd, IntStream.of(silent)).sorted().toArray();
    }

    /** Goes by the error given the others: numbers that cannot be told apart are not far for that. */
    private boolean isFar(int place) {
        return scale[place] > FAR * Math.max(1, Math.abs(values[free[place]]));
    }

    /** Returns the standard error of a doubtful number, by the information; infinite if there is none. */
    double standardError(int index) {
        OptionalInt place = place(index);
        return place.isEmpty() ? Double.POSITIVE_INFINITY : Math.sqrt(covariance[place.getAsInt()][place.getAsInt()]);
    }

    /** Returns how all numbers change with a doubtful one, by the quadratic function, where the others are always at their best. */
    double[] tangent(int index) {
        double[] tangent = new double[values.length];
        tangent[index] = 1;
        place(index).ifPresent(place -> {
            for (int j = 0; j < free.length; j++) {
                tangent[free[j]] = covariance[place][j] / covariance[place][place];
            }
        });
        return tangent;
    }

    private OptionalInt place(int index) {
        return IntStream.range(0, free.length).filter(i -> free[i] == index).findFirst();
    }
}
