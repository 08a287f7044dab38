package org.deltaw.kernel.optima;

import java.util.stream.IntStream;
import org.deltaw.kernel.objective.Spectrum;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.hipparchus.special.Erf;

/**
 * The logarithm of the volume under {@code exp(-cost)} around an optimum relative to the height there, by Laplace's approximation (Tierney
 * and Kadane, Journal of the American Statistical Association 81, 1986): {@code log |2 pi H^-1| / 2}, with H the Gauss-Newton matrix of
 * the cost in nats.
 *
 * <p>A number at a bound, or held at 0 by its L1 penalty, has no such peak: there the cost rises to each side with its own slope g, and
 * the integral of {@code exp(-g t - h t^2 / 2)} over the sides that are allowed is taken, at the optimum's values of all others. Directions
 * that the data do not determine, or hardly, have a volume that depends on nothing but how far one goes; they are left out.
 */
final class LaplaceWeight {
    /** Of a matrix with ones on its diagonal, smaller eigenvalues count as 0. */
    private static final double ROUNDING = 1e3;
    /** Beyond it the complementary error function is its expansion, to 1e-4, and soon too small to be written. */
    private static final double FAR = 10;

    private final double[] point;
    private final Answer smooth;
    private final BoundsAndL1 boundsAndL1;
    private final double factor;
    private double log;
    private int undetermined;

    /**
     * Computes it.
     *
     * @param smooth the objective there
     * @param factor nats for each unit of the objective
     * @param resolution the relative distance of the numbers that were computed with
     */
    LaplaceWeight(double[] point, Answer smooth, BoundsAndL1 boundsAndL1, double factor, double resolution) {
        this.point = point;
        this.smooth = smooth;
        this.boundsAndL1 = boundsAndL1;
        this.factor = factor;
        addSmooth(IntStream.range(0, point.length).filter(i -> !boundsAndL1.isNonsmooth(i, point[i]) && isEffective(i)).toArray(),
                ROUNDING * resolution);
        IntStream.range(0, point.length).filter(i -> boundsAndL1.isNonsmooth(i, point[i])).forEach(this::addNonsmooth);
        IntStream.range(0, point.length).filter(i -> !boundsAndL1.isNonsmooth(i, point[i]) && !isEffective(i))
                .forEach(_ -> undetermined++);
    }

    /** Returns the logarithm of the volume. */
    double log() {
        return log;
    }

    /** Returns where it is. */
    double[] point() {
        return point;
    }

    /** Returns the matrix of second derivatives, in nats. */
    double[][] information() {
        double[][] information = new double[point.length][point.length];
        for (int i = 0; i < point.length; i++) {
            for (int j = 0; j < point.length; j++) {
                information[i][j] = curvature(i, j);
            }
        }
        return information;
    }

    /** Returns how many directions are left out. */
    int undetermined() {
        return undetermined;
    }

    private double curvature(int one, int other) {
        int size = point.length;
        return factor * (smooth.matrix()[one * size + other] + smooth.matrix()[other * size + one]) / 2;
    }

    private boolean isEffective(int index) {
        return curvature(index, index) > 0;
    }

    private void addSmooth(int[] free, double threshold) {
        if (free.length == 0) {
            return;
        }
        double[][] scaled = new double[free.length][free.length];
        for (int i = 0; i < free.length; i++) {
            for (int j = 0; j < free.length; j++) {
                scaled[i][j] = curvature(free[i], free[j])
                        / Math.sqrt(curvature(free[i], free[i]) * curvature(free[j], free[j]));
            }
            log -= Math.log(curvature(free[i], free[i])) / 2;
        }
        Spectrum spectrum = new Spectrum(scaled);
        for (int k = 0; k < spectrum.size(); k++) {
            if (spectrum.value(k) > threshold) {
                log += Math.log(2 * Math.PI / spectrum.value(k)) / 2;
            } else {
                undetermined++;
            }
        }
    }

    private void addNonsmooth(int index) {
        double value = point[index];
        double slope = smooth.gradient()[index];
        double right = side(factor * boundsAndL1.right(index, value, slope), curvature(index, index));
        double left = side(factor * -boundsAndL1.left(index, value, slope), curvature(index, index));
        if (right + left > 0 && Double.isFinite(right + left)) {
            log += Math.log(right + left);
        } else if (right + left > 0) {
            undetermined++;
        }
    }

    /** Returns the integral of {@code exp(-slope t - curvature t^2 / 2)} over t from 0 on; 0 where the slope is infinite. */
    private static double side(double slope, double curvature) {
        double up = Math.max(0, slope);
        if (Double.isInfinite(up)) {
            return 0;
        }
        if (curvature == 0) {
            return 1 / up;
        }
        double x = up / Math.sqrt(2 * curvature);
        if (x > FAR) {
            return (1 - curvature / (up * up)) / up;
        }
        return Math.sqrt(Math.PI / (2 * curvature)) * Math.exp(x * x) * Erf.erfc(x);
    }
}
