package org.deltaw.kernel.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.inference.BinomialTest;

/**
 * Differences between what two rules predict of data to which they were not fitted, one for each subject, and tests of whether they tend
 * to one side. Tests are only true of held-out data: within the data that were fitted the larger of two nested rules is never worse.
 *
 * @param values one for each subject, at least one, all of them finite
 * @param tolerance differences of at most this size count as equal, and sizes that differ by at most this much as ties
 * @param alternative what is held against the hypothesis that they lie symmetrically about 0
 */
public record PairedDifferences(List<Double> values, double tolerance, Alternative alternative) {
    public PairedDifferences {
        values = List.copyOf(values);
        if (values.isEmpty() || !values.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("Expected finite differences, found " + values + ".");
        }
    }

    /** Returns how many are more than 0. */
    public int positive() {
        return (int) values.stream().filter(value -> value > tolerance).count();
    }

    /** Returns how many are 0, which the tests leave out. */
    public int equal() {
        return (int) values.stream().filter(value -> Math.abs(value) <= tolerance).count();
    }

    /** Returns how many are not 0. */
    public int unequal() {
        return values.size() - equal();
    }

    public double mean() {
        return Arrays.stream(array()).sum() / values.size();
    }

    /** Returns the standard error of the mean, with n - 1 in the denominator of the variance; empty for a single difference. */
    public OptionalDouble standardError() {
        int count = values.size();
        double mean = mean();
        return count < 2 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(
                Arrays.stream(array()).map(value -> (value - mean) * (value - mean)).sum() / (count - 1) / count));
    }

    /** Returns the p-value of the exact sign test: of a binomial distribution with probability ½. Empty if all are equal. */
    public OptionalDouble signTest() {
        return unequal() == 0 ? OptionalDouble.empty()
                : OptionalDouble.of(
                        BinomialTest.withDefaults().with(alternative.hypothesis()).test(unequal(), positive(), 0.5).getPValue());
    }

    /** Returns the signed-rank test; empty if all are equal. */
    public Optional<SignedRankTest> signedRankTest() {
        return SignedRankTest.of(array(), tolerance, alternative);
    }

    /** Returns the smallest p-value that the two tests can have with so many differences that are not 0. */
    public double smallestP() {
        return alternative.smallestP(unequal());
    }

    private double[] array() {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
