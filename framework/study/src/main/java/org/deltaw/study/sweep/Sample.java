package org.deltaw.study.sweep;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.deltaw.kernel.comparison.Alternative;
import org.deltaw.kernel.comparison.SignedRankTest;
import org.deltaw.kernel.evaluation.Metrics;

/** Some numbers and what statistics says of them. Empty or {@code NaN} is what too few numbers do not tell. */
record Sample(double[] values) {
    double mean() {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    double median() {
        return Metrics.median(values).orElse(Double.NaN);
    }

    double least() {
        return Arrays.stream(values).min().orElse(Double.NaN);
    }

    double largest() {
        return Arrays.stream(values).max().orElse(Double.NaN);
    }

    /** Returns the standard deviation, with n - 1 in the denominator. */
    double deviation() {
        double mean = mean();
        return values.length < 2 ? Double.NaN
                : Math.sqrt(Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum() / (values.length - 1));
    }

    long positive() {
        return Arrays.stream(values).filter(value -> value > 0).count();
    }

    long negative() {
        return Arrays.stream(values).filter(value -> value < 0).count();
    }

    /** Returns the p-value of Wilcoxon's signed-rank test of whether the numbers lie about 0; empty if all are 0. */
    OptionalDouble signedRankP(Alternative alternative) {
        return SignedRankTest.of(values, SignedRankTest.relativeTolerance(values), alternative)
                .map(test -> OptionalDouble.of(test.pValue())).orElseGet(OptionalDouble::empty);
    }
}
