package org.deltaw.kernel.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Differences between two rules, subject by subject. */
class PairedDifferencesTest {
    private static final double TOLERANCE = 1e-6;

    private static PairedDifferences of(Alternative alternative, Double... values) {
        return new PairedDifferences(List.of(values), TOLERANCE, alternative);
    }

    private static PairedDifferences of(Double... values) {
        return of(Alternative.TWO_SIDED, values);
    }

    @Test
    void meanHasAStandardError() {
        PairedDifferences three = of(1.0, 2.0, 6.0);
        assertEquals(3, three.mean(), 1e-15);
        // Variance (4 + 1 + 9) / 2 = 7.
        assertEquals(Math.sqrt(7 / 3.0), three.standardError().getAsDouble(), 1e-15);
        assertEquals(OptionalDouble.empty(), of(4.0).standardError());
    }

    @Test
    void signsAreCountedAndThoseOfNothingLeftOut() {
        PairedDifferences with = of(Alternative.GREATER, 0.0, 3.0, -1e-7, 2.0, -5.0, 1.0);
        assertEquals(3, with.positive());
        assertEquals(2, with.equal());
        assertEquals(4, with.unequal());
        // Of 16 choices of four signs, 4 + 1 have three or more that are positive.
        assertEquals(5 / 16.0, with.signTest().getAsDouble(), 1e-15);
        assertEquals(10 / 16.0, of(0.0, 3.0, 2.0, -5.0, 1.0).signTest().getAsDouble(), 1e-15);
        assertEquals(1 / 6.0, with.mean(), 1e-6);
    }

    @Test
    void smallestPIsThatOfDifferencesOnTheSameSide() {
        for (Alternative alternative : Alternative.values()) {
            PairedDifferences all = of(alternative, 1.0, 2.0, 3.0, 4.0, 0.0);
            assertEquals(all.smallestP(), all.signTest().getAsDouble(), 1e-15);
            assertEquals(all.smallestP(), all.signedRankTest().orElseThrow().pValue(), 1e-15);
        }
        assertEquals(1 / 16.0, of(Alternative.GREATER, 1.0, -2.0, 3.0, 4.0).smallestP(), 0);
        assertEquals(1 / 8.0, of(1.0, -2.0, 3.0, 4.0).smallestP(), 0);
        // A single difference lies on a side, whatever it is.
        assertEquals(1, of(-3.0).signTest().getAsDouble(), 0);
        assertEquals(1, of(-3.0).smallestP(), 0);
    }

    @Test
    void nothingButZerosHasNoTest() {
        PairedDifferences none = of(0.0, 0.0, 1e-9);
        assertEquals(OptionalDouble.empty(), none.signTest());
        assertEquals(Optional.empty(), none.signedRankTest());
        assertEquals(1, none.smallestP(), 0);
    }

    @Test
    void valuesThatAreNotFiniteAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> of(1.0, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> of());
    }
}
