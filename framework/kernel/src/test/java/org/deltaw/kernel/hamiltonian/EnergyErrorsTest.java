package org.deltaw.kernel.hamiltonian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.deltaw.kernel.sample.LogDensity;
import org.deltaw.kernel.testing.Banana;
import org.deltaw.kernel.testing.Funnel;
import org.deltaw.kernel.testing.PointwiseDensity;
import org.deltaw.spi.Seed;
import org.junit.jupiter.api.Test;

class EnergyErrorsTest {
    private static EnergyErrors measure(LogDensity density) {
        return EnergyErrors.measure(density,
                IntStream.range(0, 10).mapToObj(i -> density.drawFromPrior(new Seed(2).child(i))).toArray(double[][]::new), new Seed(3));
    }

    @Test
    void energyErrorsFallWithTheSquareOfTheStep() {
        EnergyErrors errors = measure(new Banana());
        assertEquals(2, errors.order(), 0.02);
        assertTrue(errors.areAsOfRightDerivatives());
        assertEquals(2, measure(new Funnel(4, true)).order(), 0.02);
    }

    @Test
    void derivativesThatAreOffByAThousandthAreFound() {
        EnergyErrors errors = measure(wrong(0, 1.001));
        assertFalse(errors.areAsOfRightDerivatives(), errors.order() + " is the order");
    }

    @Test
    void derivativesThatForgetTheJacobianAreFound() {
        EnergyErrors errors = measure(wrong(0.1, 1));
        assertFalse(errors.areAsOfRightDerivatives(), errors.order() + " is the order");
    }

    @Test
    void aStraightSlopeIsKeptExactly() {
        assertTrue(measure(new PointwiseDensity(3) {
            @Override
            protected double logPrior(double[] x) {
                return 0;
            }

            @Override
            protected void addPriorSlope(double[] x, double[] slope) {}

            @Override
            protected double logLikelihood(double[] x) {
                return 2 * x[0] - x[2];
            }

            @Override
            protected void addLikelihoodSlope(double[] x, double[] slope) {
                slope[0] += 2;
                slope[2] -= 1;
            }
        }).areAsOfRightDerivatives());
    }

    /** A logarithm of the hyperbolic cosine, whose derivative is off. */
    private static LogDensity wrong(double offset, double factor) {
        return new PointwiseDensity(3) {
            @Override
            protected double logLikelihood(double[] x) {
                return -5 * Math.log(Math.cosh(x[1] - x[0]));
            }

            @Override
            protected void addLikelihoodSlope(double[] x, double[] slope) {
                double right = 5 * Math.tanh(x[1] - x[0]);
                slope[0] += factor * right + offset;
                slope[1] -= right;
            }
        };
    }
}
