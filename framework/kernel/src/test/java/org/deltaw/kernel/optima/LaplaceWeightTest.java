package org.deltaw.kernel.optima;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.DoubleUnaryOperator;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaplaceWeightTest {
    private static final double RESOLUTION = Math.ulp(1.0);
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static BoundsAndL1 bounds(double lower, double upper, double l1) {
        return new BoundsAndL1(new double[] {lower}, new double[] {upper}, new double[] {l1});
    }

    private static LaplaceWeight free(double[] matrix, double factor) {
        int size = (int) Math.sqrt(matrix.length);
        double[] lower = new double[size];
        double[] upper = new double[size];
        java.util.Arrays.fill(lower, -INFINITY);
        java.util.Arrays.fill(upper, INFINITY);
        return new LaplaceWeight(new double[size], new Answer(0, new double[size], matrix),
                new BoundsAndL1(lower, upper, new double[size]), factor, RESOLUTION);
    }

    @Test
    void volumeUnderANormalDensityIsExact() {
        // |H| = 100^2 (2 * 0.5 - 0.25).
        LaplaceWeight weight = free(new double[] {2, 0.5, 0.5, 0.5}, 100);
        assertEquals(Math.log(2 * Math.PI) - Math.log(1e4 * 0.75) / 2, weight.log(), 1e-12);
        assertEquals(0, weight.undetermined());
    }

    @Test
    void unitsOfNumbersChangeAllVolumesAlike() {
        double one = free(new double[] {2, 0.5, 0.5, 0.5}, 1).log() - free(new double[] {3, 0.1, 0.1, 2}, 1).log();
        double other = free(new double[] {2e12, 0.5e6, 0.5e6, 0.5}, 1).log() - free(new double[] {3e12, 0.1e6, 0.1e6, 2}, 1).log();
        assertEquals(one, other, 1e-9);
    }

    @Test
    void directionsThatNothingDeterminesAreLeftOutAndCounted() {
        LaplaceWeight confounded = free(new double[] {1, 1, 1, 1}, 10);
        assertEquals(1, confounded.undetermined());
        assertEquals(1, free(new double[] {0, 0, 0, 4}, 1).undetermined());
        assertEquals(Math.log(2 * Math.PI / 4) / 2, free(new double[] {0, 0, 0, 4}, 1).log(), 1e-12);
    }

    private static double integral(DoubleUnaryOperator cost, double to) {
        int pieces = 2000;
        double total = 0;
        for (int i = 0; i < pieces; i++) {
            total += new GaussIntegratorFactory().legendre(5, i * to / pieces, (i + 1) * to / pieces)
                    .integrate(t -> Math.exp(-cost.applyAsDouble(t)));
        }
        return total;
    }

    @ParameterizedTest
    @CsvSource({"0, 4", "1, 1", "30, 2", "400, 2", "3, 0"})
    void volumeAtABoundIsThatOfOneSide(double slope, double curvature) {
        double reach = 40 / Math.max(slope, Math.sqrt(curvature));
        double expected = Math.log(integral(t -> slope * t + curvature * t * t / 2, reach));
        Answer lower = new Answer(0, new double[] {slope}, new double[] {curvature});
        assertEquals(expected, new LaplaceWeight(new double[] {2}, lower, bounds(2, INFINITY, 0), 1, RESOLUTION).log(), 2e-3);
        Answer upper = new Answer(0, new double[] {-slope}, new double[] {curvature});
        assertEquals(expected, new LaplaceWeight(new double[] {2}, upper, bounds(-INFINITY, 2, 0), 1, RESOLUTION).log(), 2e-3);
    }

    @Test
    void volumeAtAPenalisedZeroIsThatOfBothSides() {
        Answer smooth = new Answer(0, new double[] {0.3}, new double[] {2});
        double expected = integral(t -> 10 * (1.3 * t + t * t), 9) + integral(t -> 10 * (0.7 * t + t * t), 9);
        assertEquals(Math.log(expected),
                new LaplaceWeight(new double[] {0}, smooth, bounds(-INFINITY, INFINITY, 1), 10, RESOLUTION).log(), 1e-9);
    }

    @Test
    void aNumberWithoutRoomHasNoVolume() {
        Answer smooth = new Answer(0, new double[] {0.3}, new double[] {2});
        LaplaceWeight weight = new LaplaceWeight(new double[] {1}, smooth, bounds(1, 1, 0), 1, RESOLUTION);
        assertEquals(0, weight.log());
        assertEquals(0, weight.undetermined());
    }

    @Test
    void aFlatBoundIsNotDetermined() {
        Answer smooth = new Answer(0, new double[] {0}, new double[] {0});
        assertEquals(1, new LaplaceWeight(new double[] {1}, smooth, bounds(1, INFINITY, 0), 1, RESOLUTION).undetermined());
    }
}
