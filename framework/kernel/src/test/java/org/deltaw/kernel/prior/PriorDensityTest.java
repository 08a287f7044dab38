package org.deltaw.kernel.prior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deltaw.spi.Seed;
import org.deltaw.spi.parameter.Parameter;
import org.junit.jupiter.api.Test;

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
        PriorDensity density = NORMAL.within(Parameter.Bounds.NONE);
        assertEquals(-0.5 * Math.log(2 * Math.PI) - Math.log(2) - 0.5, density.logDensity(2.5), 1e-14);
        assertEquals(-0.5, density.slope(2.5), 1e-15);
        assertEquals(0.25, density.precision(), 1e-15);
    }

    @Test
    void densityCutAtABoundAddsUpToOne() {
        assertEquals(1, mass(NORMAL.within(ABOVE_ONE), 1, 30), 1e-8);
        assertEquals(Double.NEGATIVE_INFINITY, NORMAL.within(ABOVE_ONE).logDensity(0.99));
        assertEquals(1, mass(NORMAL.within(new Parameter.Bounds(-1, 0.25)), -1, 0.25), 1e-8);
        // Half-normal: twice the density.
        assertEquals(Math.log(2) - 0.5 * Math.log(2 * Math.PI),
                new Prior.Normal(0, 1).within(new Parameter.Bounds(0, Double.POSITIVE_INFINITY)).logDensity(0), 1e-14);
    }

    @Test
    void derivativesAreThoseOfTheLogDensity() {
        PriorDensity density = NORMAL.within(ABOVE_ONE);
        double h = 1e-4;
        assertEquals((density.logDensity(3 + h) - density.logDensity(3 - h)) / (2 * h), density.slope(3), 1e-8);
        assertEquals((density.slope(3 - h) - density.slope(3 + h)) / (2 * h), density.precision(), 1e-8);
    }

    @Test
    void uniformDensityIsConstantAndSetsBounds() {
        PriorDensity density = new Prior.Uniform(-1, 3).within(new Parameter.Bounds(-1, 3));
        assertEquals(-Math.log(4), density.logDensity(2), 1e-15);
        assertEquals(Double.NEGATIVE_INFINITY, density.logDensity(3.01));
        assertEquals(0, Math.abs(density.slope(2)));
        assertEquals(0, density.precision());
        assertEquals(new Parameter.Bounds(-1, 3), density.bounds());
    }

    @Test
    void drawsFollowTheDensityAndTheSeed() {
        PriorDensity density = NORMAL.within(ABOVE_ONE);
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
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new Prior.Normal(0, 1).within(farAway)).getMessage()
                .startsWith("None of a normal prior"));
    }
}
