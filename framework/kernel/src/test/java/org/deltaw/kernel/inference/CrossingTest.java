package org.deltaw.kernel.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class CrossingTest {
    private int trials;

    private Crossing run(Crossing crossing, DoubleUnaryOperator height) {
        for (trials = 0; !crossing.isEnded(); trials++) {
            crossing.tell(height.applyAsDouble(crossing.distance()));
        }
        return crossing;
    }

    private void assertFound(double expected, DoubleUnaryOperator height, double first) {
        Crossing crossing = run(new Crossing(1.96, first, Double.POSITIVE_INFINITY), height);
        assertEquals(Uncertainty.End.INSIDE, crossing.end());
        assertEquals(expected, crossing.distance(), 1e-6 * Math.max(first, expected));
    }

    @Test
    void whatIsExpectedIsFoundAtOnce() {
        assertFound(3.92, distance -> distance / 2, 3.92);
        assertEquals(1, trials);
    }

    @Test
    void almostLinearFunctionsTakeFewTrials() {
        assertFound(Math.sqrt(1.96 * 1.96 - 0.01) / 1.2, distance -> Math.hypot(1.2 * distance, 0.1), 2);
        assertTrue(trials <= 8, trials + " trials");
    }

    @Test
    void steepAndFlatFunctionsAreFollowed() {
        assertFound(Math.log(1.96 + 1), distance -> Math.exp(distance) - 1, 1000);
        assertFound(1.96 * 1.96 * 100, distance -> Math.sqrt(distance) / 10, 0.01);
        assertTrue(trials <= 30, trials + " trials");
    }

    /** As the root of a likelihood ratio is for a coefficient that has run off towards infinity. */
    @Test
    void endFarBelowTheFirstTrialIsFound() {
        assertFound(999_972, distance -> distance < 999_970 ? 0 : distance - 999_970.04, 1e6);
    }

    @Test
    void heightBeyondTheBoundEndsAtIt() {
        Crossing crossing = run(new Crossing(1.96, 1, 1.5), distance -> distance);
        assertEquals(Uncertainty.End.AT_BOUND, crossing.end());
        assertEquals(1.5, crossing.distance());
        assertEquals(Uncertainty.End.INSIDE, run(new Crossing(1.96, 1, 2), distance -> distance).end());
    }

    @Test
    void heightThatIsNeverReachedIsInfinitelyFar() {
        assertEquals(Uncertainty.End.INFINITE,
                run(new Crossing(1.96, 1, Double.POSITIVE_INFINITY), distance -> 1.9 * Math.tanh(distance)).end());
        assertTrue(trials < 30, trials + " trials");
        assertEquals(Uncertainty.End.INFINITE, run(new Crossing(1.96, 1, Double.POSITIVE_INFINITY), _ -> 0).end());
    }

    @Test
    void functionWithoutValuesBeyondAPlaceHasNoEndThatIsKnown() {
        assertEquals(Uncertainty.End.NOT_FOUND,
                run(new Crossing(1.96, 1, Double.POSITIVE_INFINITY), distance -> distance < 1.2 ? distance : Double.NaN).end());
        assertFound(1.96, distance -> distance < 2.5 ? distance : Double.NaN, 3);
        assertFound(1.96, distance -> distance < 2.5 ? distance : Double.POSITIVE_INFINITY, 3);
    }

    @Test
    void jumpIsFoundWhereItIs() {
        assertFound(1.25, distance -> distance < 1.25 ? 1 : 3, 1);
    }
}
