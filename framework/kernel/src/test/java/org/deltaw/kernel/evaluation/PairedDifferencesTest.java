package org.deltaw.kernel.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.deltaw.spi.Seed;
import org.junit.jupiter.api.Test;

/** Differences between two models, subject by subject. */
class PairedDifferencesTest {
    private static final Seed SEED = new Seed(1);

    private static PairedDifferences of(double... differences) {
        return PairedDifferences.of(differences, SEED);
    }

    private static PairedDifferences.SignedRanks test(double... differences) {
        return of(differences).test().orElseThrow();
    }

    @Test
    void probabilitiesOfSignedRanksAreCountedOut() {
        // Of 2^n equally probable choices of signs one has no negative rank, and one no positive.
        assertEquals(2 / 32.0, test(0.1, 0.2, 0.3, 0.4, 0.5).pValue(), 1e-12);
        assertEquals(2 / 64.0, test(-1, -2, -3, -4, -5, -6).pValue(), 1e-12);
        // Ranks of eight whose sum is at most 3: {}, {1}, {2}, {3}, {1, 2}.
        PairedDifferences.SignedRanks eight = test(10, -1, -2, 30, 40, 50, 60, 70);
        assertEquals(2 * 5 / 256.0, eight.pValue(), 1e-12);
        assertEquals(36 - 3, eight.statistic(), 1e-12);
        assertTrue(eight.exact());
    }

    @Test
    void sumAtItsMeanIsNoEvidence() {
        // 1 + 4 = 2 + 3: as many choices are at most as far away as there are.
        assertEquals(1, test(1, -2, -3, 4).pValue(), 1e-12);
    }

    @Test
    void zerosAreLeftOutOfTheTestAndCounted() {
        PairedDifferences with = of(0, 1, 2, 3, 0, 4, 5);
        assertEquals(7, with.count());
        assertEquals(2, with.zeros());
        assertEquals(test(1, 2, 3, 4, 5), with.test().orElseThrow());
        assertEquals(2, with.median(), 0);
        assertEquals(15 / 7.0, with.mean(), 1e-15);
    }

    @Test
    void nothingButZerosHasNoTest() {
        PairedDifferences none = of(0, 0, 0);
        assertEquals(Optional.empty(), none.test());
        assertEquals(Optional.of(new PairedDifferences.Range(0, 0)), none.meanInterval());
    }

    @Test
    void tiesMakeItApproximate() {
        PairedDifferences.SignedRanks tied = test(1, 1, -1, 2, 3);
        assertFalse(tied.exact());
        // Ranks 2, 2, 2, 4, 5.
        assertEquals(13, tied.statistic(), 1e-12);
        assertTrue(tied.pValue() > 0.1 && tied.pValue() <= 1, () -> "" + tied);
    }

    @Test
    void oneSubjectHasNoIntervals() {
        PairedDifferences one = of(-3);
        assertEquals(Optional.empty(), one.meanInterval());
        assertEquals(Optional.empty(), one.medianInterval());
        assertEquals(-3, one.mean(), 0);
        assertEquals(1, one.test().orElseThrow().pValue(), 1e-12);
    }

    @Test
    void meansOfTwoLieBetweenThem() {
        // Means of two draws are 1, 2 and 3, with probabilities 1/4, 1/2 and 1/4.
        assertEquals(Optional.of(new PairedDifferences.Range(1, 3)), of(1, 3).meanInterval());
    }

    @Test
    void intervalOfManyIsThatOfTheNormalDistribution() {
        RandomGenerator random = new Seed(5).generator();
        double[] values = random.doubles(400, -1, 1).toArray();
        PairedDifferences.Range range = of(values).meanInterval().orElseThrow();
        double mean = of(values).mean();
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double half = 1.96 * Math.sqrt(squares) / 400;
        assertEquals(mean - half, range.lower(), 0.05 * half);
        assertEquals(mean + half, range.upper(), 0.05 * half);
    }

    @Test
    void seedsDecideAboutIntervals() {
        double[] values = new Seed(9).generator().doubles(12, -1, 1).toArray();
        assertEquals(PairedDifferences.of(values, new Seed(4)), PairedDifferences.of(values, new Seed(4)));
        assertNotEquals(PairedDifferences.of(values, new Seed(4)), PairedDifferences.of(values, new Seed(5)));
    }

    @Test
    void valuesThatAreNotFiniteAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> of(1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> of());
    }
}
