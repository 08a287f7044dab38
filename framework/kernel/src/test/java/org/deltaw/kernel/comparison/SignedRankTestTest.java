package org.deltaw.kernel.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.deltaw.spi.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Probabilities of signed ranks, against those that are counted by hand, by all choices of signs, and by a library. */
class SignedRankTestTest {
    private static final double TOLERANCE = 1e-6;

    private static SignedRankTest test(Alternative alternative, double... numbers) {
        return SignedRankTest.of(numbers, TOLERANCE, alternative).orElseThrow();
    }

    private static SignedRankTest test(double... numbers) {
        return test(Alternative.TWO_SIDED, numbers);
    }

    /** Goes through all choices of signs, with ranks found by comparing each number with each. */
    private static double enumerated(Alternative alternative, double... numbers) {
        double[] sizes = Arrays.stream(numbers).map(Math::abs).toArray();
        double[] ranks = Arrays.stream(sizes).map(size -> Arrays.stream(sizes).map(other ->
                Math.abs(other - size) <= TOLERANCE ? 0.5 : other < size ? 1 : 0).sum() + 0.5).toArray();
        double mean = Arrays.stream(ranks).sum() / 2;
        double observed = sum(ranks, i -> numbers[i] > 0);
        int extreme = 0;
        for (int signs = 0; signs < 1 << numbers.length; signs++) {
            int chosen = signs;
            double sum = sum(ranks, i -> (chosen >> i & 1) == 1);
            extreme += alternative == Alternative.GREATER ? sum >= observed ? 1 : 0
                    : Math.abs(sum - mean) >= Math.abs(observed - mean) ? 1 : 0;
        }
        return extreme / (double) (1 << numbers.length);
    }

    private static double sum(double[] ranks, java.util.function.IntPredicate positive) {
        return java.util.stream.IntStream.range(0, ranks.length).filter(positive).mapToDouble(i -> ranks[i]).sum();
    }

    @Test
    void probabilitiesAreCountedOut() {
        // Of 2^n equally probable choices of signs one has no negative rank, and one no positive.
        assertEquals(2 / 32.0, test(0.1, 0.2, 0.3, 0.4, 0.5).pValue(), 1e-15);
        assertEquals(1 / 32.0, test(Alternative.GREATER, 0.1, 0.2, 0.3, 0.4, 0.5).pValue(), 1e-15);
        assertEquals(1, test(Alternative.GREATER, -0.1, -0.2, -0.3, -0.4, -0.5).pValue(), 1e-15);
        // Ranks of eight whose sum is at most 3: {}, {1}, {2}, {3}, {1, 2}.
        SignedRankTest eight = test(10, -1, -2, 30, 40, 50, 60, 70);
        assertEquals(2 * 5 / 256.0, eight.pValue(), 1e-15);
        assertEquals(36 - 3, eight.statistic(), 0);
        assertTrue(eight.exact());
        // 1 + 4 = 2 + 3: as many choices are at most as far away as there are.
        assertEquals(1, test(1, -2, -3, 4).pValue(), 1e-15);
    }

    @Test
    void tiesHaveTheMeanOfTheirRanksAndAnExactDistribution() {
        // Ranks 2, 2, 2, 4, 5 of which one 2 is negative: sums of at least 13 are 13, three times, and 15.
        SignedRankTest tied = test(Alternative.GREATER, 1, 1, -1, 2, 3);
        assertEquals(13, tied.statistic(), 0);
        assertEquals(4 / 32.0, tied.pValue(), 1e-15);
        assertTrue(tied.exact());
        assertEquals(tied, test(Alternative.GREATER, 1, 1 + 1e-9, -1 + 1e-9, 2, 3));
    }

    @ParameterizedTest
    @EnumSource
    void everyChoiceOfSignsCountsOnce(Alternative alternative) {
        RandomGenerator random = new Seed(3).generator();
        for (int i = 0; i < 60; i++) {
            // Few different sizes, so that most have ties.
            double[] numbers = random.ints(1 + i % 12, 1, 6).mapToDouble(size -> random.nextInt(3) > 0 ? size : -size).toArray();
            assertEquals(enumerated(alternative, numbers), test(alternative, numbers).pValue(), 1e-12, () -> Arrays.toString(numbers));
        }
    }

    @Test
    void withoutTiesItIsThatOfALibrary() {
        RandomGenerator random = new Seed(4).generator();
        for (int count : new int[] {3, 10, 25, 60}) {
            double[] numbers = random.doubles(count, -1, 1.5).toArray();
            WilcoxonSignedRankTest library = WilcoxonSignedRankTest.withDefaults().with(PValueMethod.EXACT);
            assertEquals(library.test(numbers).getPValue(), test(numbers).pValue(), 1e-12);
            assertEquals(library.with(AlternativeHypothesis.GREATER_THAN).test(numbers).getPValue(),
                    test(Alternative.GREATER, numbers).pValue(), 1e-12);
        }
    }

    @Test
    void manyNumbersHaveTheNormalDistributionThatTheCountedOneApproaches() {
        RandomGenerator random = new Seed(5).generator();
        double[] most = random.doubles(SignedRankTest.MOST_EXACT + 1, -1, 1.2).map(number -> Math.rint(100 * number) + 0.5).toArray();
        SignedRankTest normal = test(Alternative.GREATER, most);
        assertFalse(normal.exact());
        SignedRankTest counted = test(Alternative.GREATER, Arrays.copyOf(most, SignedRankTest.MOST_EXACT));
        assertTrue(counted.exact());
        assertEquals(counted.pValue(), normal.pValue(), 0.1 * counted.pValue() + 0.01);
    }

    @Test
    void zerosAreLeftOut() {
        assertEquals(test(1, 2, 3, 4, 5), test(0, 1, 2, 3, 1e-8, 4, 5, -1e-8));
        assertEquals(Optional.empty(), SignedRankTest.of(new double[] {0, 0, 1e-7}, TOLERANCE, Alternative.GREATER));
        assertEquals(5, test(0, 1, 2, 3, 0, 4, 5).count());
    }
}
