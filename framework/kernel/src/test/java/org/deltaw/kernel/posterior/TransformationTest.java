package org.deltaw.kernel.posterior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.deltaw.kernel.prior.Hierarchy.Link;
import org.deltaw.spi.parameter.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransformationTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static Stream<Transformation> all() {
        Parameter.Bounds both = new Parameter.Bounds(-2, 0.5);
        return Stream.of(Transformation.of(Parameter.Bounds.NONE, Link.PROBIT),
                Transformation.of(new Parameter.Bounds(3, INFINITY), Link.LOGIT),
                Transformation.of(new Parameter.Bounds(-INFINITY, 3), Link.PROBIT), Transformation.of(both, Link.PROBIT),
                Transformation.of(both, Link.LOGIT));
    }

    @ParameterizedTest
    @MethodSource("all")
    void derivativesAreThoseOfTheValueAndTheInverseLeadsBack(Transformation transformation) {
        double h = 1e-5;
        for (double z : new double[] {-3, -0.4, 0, 1.7, 4}) {
            double slope = (transformation.value(z + h) - transformation.value(z - h)) / (2 * h);
            assertEquals(slope, transformation.slope(z), 1e-8 * Math.max(1, slope));
            assertEquals(Math.log(transformation.slope(z)), transformation.logSlope(z), 1e-12);
            assertEquals((transformation.logSlope(z + h) - transformation.logSlope(z - h)) / (2 * h),
                    transformation.logSlopeSlope(z), 1e-8);
            assertEquals(z, transformation.inverse(transformation.value(z)), 1e-9);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void meanIsThatOfTheValuesOfNormalNumbers(Transformation transformation) {
        double sum = 0;
        int cells = 20_000;
        for (int i = 0; i < cells; i++) {
            double e = -10 + 20 * (i + 0.5) / cells;
            sum += 20.0 / cells * Math.exp(-e * e / 2) / Math.sqrt(2 * Math.PI) * transformation.value(0.3 + 0.8 * e);
        }
        assertEquals(sum, transformation.mean(0.3, 0.8), 1e-6);
    }

    @ParameterizedTest
    @MethodSource("all")
    void valuesStayOffTheBoundsAndHaveAnInverse(Transformation transformation) {
        for (double z : new double[] {-60, -30, 30, 60}) {
            double value = transformation.value(z);
            assertTrue(Double.isFinite(transformation.inverse(value)));
            assertTrue((value > -2 && value < 0.5) || transformation instanceof Transformation.Identity
                    || (transformation instanceof Transformation.Exponential && value != 3));
        }
    }
}
