package org.deltaw.kernel.comparison;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Wilcoxon's signed-rank test of whether numbers lie symmetrically about 0 (Biometrics Bulletin 1, 1945). Those that are 0 are left out,
 * and equal sizes have the mean of their ranks. The distribution is that of all choices of signs, which are equally probable if the
 * hypothesis holds; so the p-value is exact with ties as well (Hollander, Wolfe and Chicken, Nonparametric Statistical Methods, 3rd
 * ed., 2014, section 3.1).
 *
 * @param statistic the sum of the ranks of positive numbers
 * @param count how many numbers are not 0
 * @param pValue how probable a sum is that is as far from its mean as this one, or farther, to the side of the alternative
 * @param exact whether that is counted out; of more than {@value #MOST_EXACT} numbers it is that of a normal distribution
 */
public record SignedRankTest(double statistic, int count, double pValue, boolean exact) {
    /** Counting takes time that grows with the cube of the number; beyond this the normal distribution is as good. */
    static final int MOST_EXACT = 200;

    /**
     * Tests numbers.
     *
     * @param tolerance numbers of at most this size are 0, and sizes that differ by at most this much are equal
     * @return empty if all of them are 0
     */
    public static Optional<SignedRankTest> of(double[] numbers, double tolerance, Alternative alternative) {
        double[] unequal = Arrays.stream(numbers).filter(number -> Math.abs(number) > tolerance).toArray();
        if (unequal.length == 0) {
            return Optional.empty();
        }
        int[] twiceRanks = twiceRanks(unequal, tolerance);
        int positive = 0;
        for (int i = 0; i < unequal.length; i++) {
            positive += unequal[i] > 0 ? twiceRanks[i] : 0;
        }
        int total = Arrays.stream(twiceRanks).sum();
        int extreme = alternative == Alternative.GREATER ? positive : Math.max(positive, total - positive);
        boolean exact = unequal.length <= MOST_EXACT;
        double tail = exact ? counted(twiceRanks, total, extreme) : normal(twiceRanks, total, extreme);
        double pValue = alternative == Alternative.GREATER ? tail : Math.min(1, 2 * tail);
        return Optional.of(new SignedRankTest(positive / 2.0, unequal.length, pValue, exact));
    }

    /** Returns twice the rank of each number's size, which is whole also where several have the mean of theirs. */
    private static int[] twiceRanks(double[] numbers, double tolerance) {
        Integer[] order = new Integer[numbers.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (one, other) -> Double.compare(Math.abs(numbers[one]), Math.abs(numbers[other])));
        int[] ranks = new int[numbers.length];
        int from = 0;
        while (from < order.length) {
            int to = from + 1;
            while (to < order.length && Math.abs(numbers[order[to]]) - Math.abs(numbers[order[from]]) <= tolerance) {
                to++;
            }
            for (int i = from; i < to; i++) {
                // The mean of the ranks from + 1 to to.
                ranks[order[i]] = from + 1 + to;
            }
            from = to;
        }
        return ranks;
    }

    /** Returns the share of all choices of signs whose positive ranks add up to at least that. */
    private static double counted(int[] twiceRanks, int total, int least) {
        double[] probability = new double[total + 1];
        probability[0] = 1;
        int reached = 0;
        for (int rank : twiceRanks) {
            reached += rank;
            for (int sum = reached; sum >= 0; sum--) {
                probability[sum] = (probability[sum] + (sum >= rank ? probability[sum - rank] : 0)) / 2;
            }
        }
        return Math.min(1, Arrays.stream(probability, least, total + 1).sum());
    }

    private static double normal(int[] twiceRanks, int total, int least) {
        double deviation = Math.sqrt(Arrays.stream(twiceRanks).mapToDouble(rank -> (double) rank * rank / 4).sum());
        // Sums go in steps, of which half is added. The distribution is symmetric, and its lower tail the more accurate.
        return new NormalDistribution(total / 2.0, deviation).cumulativeProbability(total - least + 0.5);
    }

    /** Returns the tolerance for numbers that are only known to differ by a fraction of the largest of them. */
    public static double relativeTolerance(double[] numbers) {
        return 1e-9 * DoubleStream.of(numbers).map(Math::abs).max().orElse(0);
    }
}
