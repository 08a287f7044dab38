package org.deltaw.plugin.gaussnewton;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.deltaw.spi.Seed;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ActiveSetTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static BoundsAndL1 boundsAndL1(double lower, double upper, double l1, int size) {
        BoundsAndL1 boundsAndL1 = new BoundsAndL1(new double[size], new double[size], new double[size]);
        Arrays.fill(boundsAndL1.lower(), lower);
        Arrays.fill(boundsAndL1.upper(), upper);
        Arrays.fill(boundsAndL1.l1(), l1);
        return boundsAndL1;
    }

    private static double[] solve(double[][] matrix, double[] gradient, double[] start, BoundsAndL1 boundsAndL1) {
        ActiveSet.Move move = new ActiveSet(matrix, gradient, start, boundsAndL1).solve().orElseThrow();
        double[] end = new double[start.length];
        for (int i = 0; i < end.length; i++) {
            end[i] = Double.isNaN(move.held()[i]) ? start[i] + move.step()[i] : move.held()[i];
            assertEquals(end[i], start[i] + move.step()[i], 1e-12);
        }
        return end;
    }

    @Test
    void withoutBoundsAndL1ItIsNewtonsStep() {
        // 2x + y = 3, x + 3y = 5 has the solution 0.8, 1.4.
        assertArrayEquals(new double[] {0.8, 1.4}, solve(new double[][] {{2, 1}, {1, 3}}, new double[] {-3, -5},
                new double[2], boundsAndL1(-INFINITY, INFINITY, 0, 2)), 1e-15);
    }

    @Test
    void priceSetsToZeroWhatIsNotWorthIt() {
        // For one number of curvature 1: the minimum at 3 moves by λ = 1, that at -0.5 becomes 0.
        assertArrayEquals(new double[] {2, 0, -2}, solve(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
                new double[] {-3, 0.5, 3}, new double[3], boundsAndL1(-INFINITY, INFINITY, 1, 3)));
    }

    @Test
    void numberMayCrossZero() {
        assertArrayEquals(new double[] {-2}, solve(new double[][] {{1}}, new double[] {8}, new double[] {5},
                boundsAndL1(-INFINITY, INFINITY, 1, 1)));
    }

    @Test
    void boundsAreMetToTheLastBit() {
        double bound = 0.1 + 0.2;
        assertArrayEquals(new double[] {bound, -1}, solve(new double[][] {{2, 0.3}, {0.3, 1}}, new double[] {-9, 9},
                new double[] {0.1, 0.7}, boundsAndL1(-1, bound, 0.01, 2)));
    }

    @Test
    void numberWithOneValueAllowedStays() {
        assertArrayEquals(new double[] {0.5, 0}, solve(new double[][] {{1, 0}, {0, 1}}, new double[] {-9, 0.1},
                new double[] {0.5, 0}, new BoundsAndL1(new double[] {0.5, 0}, new double[] {0.5, 1}, new double[] {0, 1})));
    }

    @Test
    void matrixThatIsNotPositiveDefiniteIsRefused() {
        assertEquals(Optional.empty(), new ActiveSet(new double[][] {{1, 2}, {2, 1}}, new double[] {1, 1},
                new double[2], boundsAndL1(-INFINITY, INFINITY, 0, 2)).solve());
    }

    @RepeatedTest(300)
    void conditionsOfKarushKuhnAndTuckerHold(RepetitionInfo repetition) {
        RandomGenerator random = new Seed(repetition.getCurrentRepetition()).generator();
        int size = 1 + random.nextInt(12);
        double[][] matrix = positive(size, random);
        double[] gradient = random.doubles(size, -5, 5).toArray();
        BoundsAndL1 boundsAndL1 = boundsAndL1(0, 0, 0, size);
        double[] start = new double[size];
        for (int i = 0; i < size; i++) {
            boundsAndL1.lower()[i] = random.nextInt(3) == 0 ? -INFINITY : -random.nextInt(3);
            boundsAndL1.upper()[i] = random.nextInt(3) == 0 ? INFINITY : random.nextInt(3);
            boundsAndL1.l1()[i] = random.nextInt(3) == 0 ? 0 : random.nextDouble();
            start[i] = Math.clamp(random.nextInt(2) * random.nextGaussian(), boundsAndL1.lower()[i], boundsAndL1.upper()[i]);
        }
        double[] end = solve(matrix, gradient, start, boundsAndL1);
        for (int i = 0; i < size; i++) {
            double slope = gradient[i];
            for (int j = 0; j < size; j++) {
                slope += matrix[i][j] * (end[j] - start[j]);
            }
            assertTrue(end[i] >= boundsAndL1.lower()[i] && end[i] <= boundsAndL1.upper()[i], "out of bounds: " + end[i]);
            assertEquals(0, boundsAndL1.descent(i, end[i], slope), 1e-9, "number " + i + " at " + end[i]);
        }
    }

    private static double[][] positive(int size, RandomGenerator random) {
        double[][] factor = new double[size][];
        Arrays.setAll(factor, _ -> random.doubles(size, -1, 1).toArray());
        double[][] matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                matrix[i][j] = i == j ? 0.01 : 0;
                for (int k = 0; k < size; k++) {
                    matrix[i][j] += factor[i][k] * factor[j][k];
                }
            }
        }
        return matrix;
    }
}
