package org.deltaw.kernel.evaluation;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.spi.Seed;

/**
 * Differences of a figure between two models, a pair for each subject.
 *
 * @param count how many pairs there are, at least 1
 * @param zeros how many of them are equal; the test leaves them out
 * @param mean of the differences
 * @param meanInterval 95 % of the means of as many differences drawn with replacement lie in it (Efron's percentile
 *     interval, Annals of Statistics 7, 1979); empty for a single pair
 * @param median of the differences
 * @param medianInterval the same for medians
 * @param test empty if all differences are zero
 */
public record PairedDifferences(
        int count, int zeros, double mean, Optional<Range> meanInterval, double median, Optional<Range> medianInterval,
        Optional<SignedRanks> test) {
    /** How often differences are drawn. */
    public static final int RESAMPLES = 10_000;

    /** Exact probabilities take time that grows with the square of the count; beyond this the normal one is as good. */
    private static final int MOST_EXACT = 100;
    private static final double TAIL = (1 - Uncertainty.CONFIDENCE) / 2;

    /** From where to where. */
    public record Range(double lower, double upper) {}

    /**
     * Wilcoxon's signed-rank test of symmetry about zero, two-sided (Biometrics Bulletin 1, 1945).
     *
     * @param statistic the sum of the ranks of positive differences
     * @param pValue how probable a sum at least as far from its mean is
     * @param exact whether that is counted out; else it is that of a normal distribution, as with ties
     */
    public record SignedRanks(double statistic, double pValue, boolean exact) {}

    /**
     * Summarises differences.
     *
     * @param seed of the bootstrap
     * @throws IllegalArgumentException if there are none, or one is not finite
     */
    public static PairedDifferences of(double[] differences, Seed seed) {
        if (differences.length == 0 || !Arrays.stream(differences).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("Expected finite differences, found " + Arrays.toString(differences) + ".");
        }
        return new PairedDifferences(differences.length, (int) Arrays.stream(differences).filter(difference -> difference == 0).count(),
                mean(differences), interval(differences, PairedDifferences::mean, seed.child("mean")),
                median(differences), interval(differences, PairedDifferences::median, seed.child("median")),
                signedRanks(differences));
    }

    /** Tests whether numbers lie about 0; those that are 0 are left out. Empty if no other is left. */
    public static Optional<SignedRanks> signedRanks(double[] numbers) {
        double[] differences = Arrays.stream(numbers).filter(number -> number != 0).toArray();
        if (differences.length == 0) {
            return Optional.empty();
        }
        boolean ties = Arrays.stream(differences).map(Math::abs).distinct().count() < differences.length;
        boolean exact = !ties && differences.length <= MOST_EXACT;
        WilcoxonSignedRankTest.Result result = WilcoxonSignedRankTest.withDefaults()
                .with(AlternativeHypothesis.TWO_SIDED)
                .with(exact ? PValueMethod.EXACT : PValueMethod.ASYMPTOTIC).test(differences);
        return Optional.of(new SignedRanks(result.getStatistic(), result.getPValue(), exact));
    }

    private static Optional<Range> interval(double[] differences, ToDoubleFunction<double[]> figure, Seed seed) {
        if (differences.length < 2) {
            return Optional.empty();
        }
        RandomGenerator random = seed.generator();
        double[] figures = new double[RESAMPLES];
        double[] drawn = new double[differences.length];
        for (int i = 0; i < RESAMPLES; i++) {
            Arrays.setAll(drawn, _ -> differences[random.nextInt(differences.length)]);
            figures[i] = figure.applyAsDouble(drawn);
        }
        Arrays.sort(figures);
        int left = (int) Math.floor(TAIL * RESAMPLES);
        return Optional.of(new Range(figures[left], figures[RESAMPLES - 1 - left]));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double median(double[] values) {
        return Metrics.median(values).orElseThrow();
    }
}
