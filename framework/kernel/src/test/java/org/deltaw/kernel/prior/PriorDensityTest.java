package org.deltaw.kernel.prior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.deltaw.spi.Seed;
import org.deltaw.spi.parameter.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PriorDensityTest {
    private static final Prior NORMAL = new Prior.Normal(0.5, 2);
    private static final Parameter.Bounds ABOVE_ONE = new Parameter.Bounds(1, Double.POSITIVE_INFINITY);

    /** Integrates by the midpoint rule. */
    private static double mass(PriorDensity density, double from, double to) {
        int cells = 100_000;
        double width = (to - from) / cells;
        double sum = 0;
        for (int i = 0; i < cells; i++) {
            sum += width * Math.exp(density.logDensity(from + (i + 0.5) * width));
        }
        return sum;
    }

    @Test
    void normalDensityIsThatOfTheTextbook() {
        PriorDensity density = PriorDensity.of(NORMAL, Parameter.Bounds.NONE);
        assertEquals(-0.5 * Math.log(2 * Math.PI) - Math.log(2) - 0.5, density.logDensity(2.5), 1e-14);
        assertEquals(-0.5, density.slope(2.5), 1e-15);
        assertEquals(0.25, density.curvature(2.5), 1e-15);
    }

    @Test
    void densityCutAtABoundAddsUpToOne() {
        assertEquals(1, mass(PriorDensity.of(NORMAL, ABOVE_ONE), 1, 30), 1e-8);
        assertEquals(Double.NEGATIVE_INFINITY, PriorDensity.of(NORMAL, ABOVE_ONE).logDensity(0.99));
        assertEquals(1, mass(PriorDensity.of(NORMAL, new Parameter.Bounds(-1, 0.25)), -1, 0.25), 1e-8);
        // Half-normal: twice the density.
        assertEquals(Math.log(2) - 0.5 * Math.log(2 * Math.PI),
                PriorDensity.of(new Prior.Normal(0, 1), new Parameter.Bounds(0, Double.POSITIVE_INFINITY)).logDensity(0), 1e-14);
    }

    @Test
    void derivativesAreThoseOfTheLogDensity() {
        PriorDensity density = PriorDensity.of(NORMAL, ABOVE_ONE);
        double h = 1e-4;
        assertEquals((density.logDensity(3 + h) - density.logDensity(3 - h)) / (2 * h), density.slope(3), 1e-8);
        assertEquals((density.slope(3 - h) - density.slope(3 + h)) / (2 * h), density.curvature(3), 1e-8);
    }

    private static Stream<Arguments> families() {
        Parameter.Bounds narrow = new Parameter.Bounds(0.2, 0.9);
        return Stream.of(
                Arguments.of(new Prior.StudentT(4, 0.3, 2), new Parameter.Bounds(-1, 3)),
                Arguments.of(new Prior.StudentT(1, 0, 1), new Parameter.Bounds(5, 50)),
                Arguments.of(new Prior.HalfNormal(1.5), new Parameter.Bounds(-2, 20)),
                Arguments.of(new Prior.HalfCauchy(0.2), new Parameter.Bounds(-1, 4)),
                Arguments.of(new Prior.LogNormal(-1, 0.7), narrow),
                Arguments.of(new Prior.LogNormal(0.5, 1), new Parameter.Bounds(0, 1000)),
                Arguments.of(new Prior.Beta(2, 3.5), Parameter.Bounds.NONE),
                Arguments.of(new Prior.Beta(0.5, 0.7), narrow));
    }

    @ParameterizedTest
    @MethodSource("families")
    void everyFamilyCutAtBoundsAddsUpToOneAndHasItsDerivatives(Prior prior, Parameter.Bounds bounds) {
        PriorDensity density = PriorDensity.of(prior, bounds);
        Parameter.Bounds kept = density.bounds();
        assertEquals(1, mass(density, kept.lower(), kept.upper()), 1e-5);
        assertEquals(Double.NEGATIVE_INFINITY, density.logDensity(Math.nextDown(kept.lower())));
        assertEquals(Double.NEGATIVE_INFINITY, density.logDensity(Math.nextUp(kept.upper())));
        double h = 1e-4;
        for (double share : new double[] {0.1, 0.5, 0.95}) {
            double at = density.quantile(share);
            assertEquals(share, mass(density, kept.lower(), at), 1e-5);
            assertEquals((density.logDensity(at + h) - density.logDensity(at - h)) / (2 * h), density.slope(at),
                    1e-5 * (1 + Math.abs(density.slope(at))));
            double second = (density.slope(at - h) - density.slope(at + h)) / (2 * h);
            assertEquals(Math.max(0, second), density.curvature(at), 1e-5 * (1 + Math.abs(second)));
        }
    }

    @Test
    void densitiesAreThoseOfTheTextbook() {
        Parameter.Bounds all = Parameter.Bounds.NONE;
        assertEquals(Math.log(2 / (Math.PI * 0.2 * (1 + 4))), PriorDensity.of(new Prior.HalfCauchy(0.2), all).logDensity(0.4), 1e-12);
        assertEquals(Math.log(2) - 0.5 * Math.log(2 * Math.PI) - Math.log(3) - 0.5, PriorDensity.of(new Prior.HalfNormal(3), all)
                .logDensity(3),
                1e-12);
        // Cauchy's density, moved and stretched.
        assertEquals(-Math.log(Math.PI * 2 * (1 + 2.25)), PriorDensity.of(new Prior.StudentT(1, 1, 2), all).logDensity(4), 1e-12);
        assertEquals(-0.5 * Math.log(2 * Math.PI) - 0.5 - 2, PriorDensity.of(new Prior.LogNormal(1, 1), all)
                .logDensity(Math.exp(2)), 1e-12);
        assertEquals(Math.log(6 * 0.3 * 0.7), PriorDensity.of(new Prior.Beta(2, 2), all).logDensity(0.3), 1e-12);
    }

    @Test
    void infiniteDensityHasNoMode() {
        assertTrue(PriorDensity.of(new Prior.Beta(0.5, 2), Parameter.Bounds.NONE).isUnbounded());
        assertFalse(PriorDensity.of(new Prior.Beta(1, 2), Parameter.Bounds.NONE).isUnbounded());
        assertFalse(PriorDensity.of(new Prior.Beta(0.5, 2), new Parameter.Bounds(0.1, 1)).isUnbounded());
    }

    @Test
    void uniformDensityIsConstantAndSetsBounds() {
        PriorDensity density = PriorDensity.of(new Prior.Uniform(-1, 3), new Parameter.Bounds(-1, 3));
        assertEquals(-Math.log(4), density.logDensity(2), 1e-15);
        assertEquals(Double.NEGATIVE_INFINITY, density.logDensity(3.01));
        assertEquals(0, Math.abs(density.slope(2)));
        assertEquals(0, density.curvature(2));
        assertEquals(new Parameter.Bounds(-1, 3), density.bounds());
    }

    @Test
    void drawsFollowTheDensityAndTheSeed() {
        PriorDensity density = PriorDensity.of(NORMAL, ABOVE_ONE);
        int count = 4000;
        int below = 0;
        for (int i = 0; i < count; i++) {
            double value = density.draw(new Seed(7).child(i));
            assertTrue(value >= 1);
            assertEquals(value, density.draw(new Seed(7).child(i)));
            below += value < 2.5 ? 1 : 0;
        }
        // Four standard errors of a share.
        assertEquals(mass(density, 1, 2.5), (double) below / count, 4 * 0.5 / Math.sqrt(count));
    }

    @Test
    void numbersThatMakeNoDistributionAreRefused() {
        assertEquals("A normal prior needs a mean and a standard deviation above 0, as in [0, 1], found [0.0, 0.0].",
                assertThrows(IllegalArgumentException.class, () -> new Prior.Normal(0, 0)).getMessage());
        assertEquals("A uniform prior needs its least and its largest value, as in [0, 1], found [1.0, 1.0].",
                assertThrows(IllegalArgumentException.class, () -> new Prior.Uniform(1, 1)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Prior.Normal(0, Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> new Prior.Normal(Double.NaN, 1));
        Parameter.Bounds farAway = new Parameter.Bounds(1e6, 2e6);
        assertEquals("A half-cauchy prior needs a scale above 0, as in 0.2, found -1.0.",
                assertThrows(IllegalArgumentException.class, () -> new Prior.HalfCauchy(-1)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Prior.StudentT(0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Prior.HalfNormal(0));
        assertThrows(IllegalArgumentException.class, () -> new Prior.LogNormal(0, -1));
        assertThrows(IllegalArgumentException.class, () -> new Prior.Beta(0, 1));
        assertEquals("None of a half-normal prior with standard deviation 1.0 lies between the bounds -2.0 and 0.0; choose another prior, "
                + "or other bounds.", assertThrows(IllegalArgumentException.class,
                        () -> PriorDensity.of(new Prior.HalfNormal(1), new Parameter.Bounds(-2, 0))).getMessage());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> PriorDensity.of(new Prior.Normal(0, 1), farAway)).getMessage()
                .startsWith("None of a normal prior"));
    }
}
