package org.deltaw.kernel.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RSquaredTest {
    private static RSquared of(double[] actual, double[] predicted, int columns) {
        return RSquared.of(actual, predicted, columns).orElseThrow();
    }

    @Test
    void columnsAreWeighedEvenlyOrByTheirVariation() {
        // First column 0, 2: SST 2, SSE 1. Second column 0, 4: SST 8, SSE 16.
        RSquared fit = of(new double[] {0, 0, 2, 4}, new double[] {0, 0, 1, 8}, 2);
        assertArrayEquals(new double[] {0.5, -1}, fit.perColumn(), 1e-15);
        assertEquals(-0.25, fit.uniform(), 1e-15);
        assertEquals((2 * 0.5 + 8 * -1) / 10.0, fit.varianceWeighted(), 1e-15);
    }

    @Test
    void meanIsTheColumnsOwn() {
        RSquared fit = of(new double[] {1, 10, 3, 10.5}, new double[] {2, 10.25, 2, 10.25}, 2);
        assertArrayEquals(new double[2], fit.perColumn(), 1e-15);
    }

    @Test
    void constantColumnIsPredictedExactlyOrNotAtAll() {
        RSquared fit = of(new double[] {0.1, 0.1, 0.1, 0.1, 0.1, 0.1}, new double[] {0.1, 0.1, 0.1, 0.1, 0.1, 0.2}, 2);
        assertArrayEquals(new double[] {1, 0}, fit.perColumn());
        assertEquals(0.5, fit.uniform());
        assertEquals(0.5, fit.varianceWeighted());
    }

    @Test
    void constantColumnHasNoWeightBesideOneThatVaries() {
        RSquared fit = of(new double[] {0.1, 1, 0.1, 2, 0.1, 4}, new double[] {0.3, 1, 0.1, 2, 0.1, 4}, 2);
        assertArrayEquals(new double[] {0, 1}, fit.perColumn());
        assertEquals(1, fit.varianceWeighted());
    }

    @Test
    void oneRowIsNotEnough() {
        assertEquals(Optional.empty(), RSquared.of(new double[] {1, 2}, new double[] {1, 2}, 2));
    }

    @Test
    void percentageNeedsADevianceToExplain() {
        assertEquals(OptionalDouble.of(25), Metrics.percentExplained(3, 4));
        assertEquals(OptionalDouble.of(-50), Metrics.percentExplained(3, 2));
        assertEquals(OptionalDouble.of(100), Metrics.percentExplained(0, 2));
        assertEquals(OptionalDouble.empty(), Metrics.percentExplained(1, 0));
        assertEquals(OptionalDouble.empty(), Metrics.percentExplained(1, Double.NaN));
    }
}
