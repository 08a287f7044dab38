package org.deltaw.kernel.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.deltaw.spi.Seed;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomStartTest {
    private static final int DRAWS = 2000;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static double[] drawn(Parameter parameter, int number, double from, double size) {
        RandomGenerator random = new Seed(1).generator();
        return IntStream.range(0, DRAWS).mapToDouble(_ -> new RandomStart(parameter, number).draw(from, size, random)).sorted().toArray();
    }

    private static Parameter within(double lower, double upper) {
        return Parameter.scalar("a", Initial.at(0)).within(lower, upper);
    }

    private static double share(double[] sorted, double below) {
        return Arrays.stream(sorted).filter(value -> value < below).count() / (double) DRAWS;
    }

    @Test
    void anInitialDistributionIsThatOfTheStarts() {
        double[] values = drawn(Parameter.scalar("a", Initial.normal(5, 2)), 1, 5, 1e-9);
        assertEquals(0.5, share(values, 5), 0.04);
        assertEquals(0.841, share(values, 7), 0.03);
    }

    @Test
    void withoutBoundsTheyAreNormalAroundWhereItStarts() {
        double[] values = drawn(Parameter.scalar("a", Initial.at(-3)), 1, -3, 0.1);
        assertEquals(0.5, share(values, -3), 0.04);
        assertEquals(0.841, share(values, -2.9), 0.03);
    }

    @Test
    void everyOtherIsUniformBetweenTwoBounds() {
        double[] uniform = drawn(within(-4, 0), 2, -1, 0.01);
        assertEquals(0.25, share(uniform, -3), 0.04);
        assertEquals(0.75, share(uniform, -1), 0.04);
        double[] near = drawn(within(-4, 0), 3, -1, 0.01);
        assertTrue(near[0] > -1.1 && near[DRAWS - 1] < -0.9, near[0] + " " + near[DRAWS - 1]);
    }

    @Test
    void aDistanceFromASingleBoundIsKeptButForAFactor() {
        double[] above = drawn(within(1, INFINITY), 1, 3, 1e-9);
        assertEquals(0.5, share(above, 3), 0.04);
        assertEquals(0.841, share(above, 1 + 2 * Math.E), 0.03);
        double[] below = drawn(within(-INFINITY, 1), 2, -1, 1e-9);
        assertEquals(0.159, share(below, 1 - 2 * Math.E), 0.03);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0, 1", "0, 1, 0.5, 2", "0, Infinity, 0, 3", "-Infinity, 0, 0, 3", "-0.1, 0.2, 0.2, 9", "2, 2, 2, 1"})
    void neverLeavesTheBounds(double lower, double upper, double from, double size) {
        for (int number = 1; number <= 2; number++) {
            double[] values = drawn(within(lower, upper), number, from, size);
            assertTrue(lower <= values[0] && values[DRAWS - 1] <= upper, values[0] + " " + values[DRAWS - 1]);
            assertEquals(lower == upper ? 1 : DRAWS, Arrays.stream(values).distinct().count(), lower == upper ? 0 : DRAWS * 0.9);
        }
    }
}
