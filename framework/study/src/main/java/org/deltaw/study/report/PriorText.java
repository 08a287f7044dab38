package org.deltaw.study.report;

import org.deltaw.kernel.prior.Prior;

/** Priors in words. */
final class PriorText {
    private PriorText() {}

    static String of(Prior prior) {
        return switch (prior) {
            case Prior.Normal(double mean, double deviation) ->
                    "normal, mean " + Numbers.rounded(mean) + ", sd " + Numbers.rounded(deviation);
            case Prior.Uniform(double lower, double upper) -> "uniform, " + Numbers.rounded(lower) + " to " + Numbers.rounded(upper);
            case Prior.StudentT(double degrees, double location, double scale) -> "student-t, " + Numbers.rounded(degrees)
                    + " degrees of freedom, location " + Numbers.rounded(location) + ", scale " + Numbers.rounded(scale);
            case Prior.HalfNormal(double deviation) -> "half-normal, sd " + Numbers.rounded(deviation);
            case Prior.HalfCauchy(double scale) -> "half-cauchy, scale " + Numbers.rounded(scale);
            case Prior.LogNormal(double mean, double deviation) ->
                    "log-normal, of the logarithm mean " + Numbers.rounded(mean) + ", sd " + Numbers.rounded(deviation);
            case Prior.Beta(double first, double second) -> "beta, " + Numbers.rounded(first) + " and " + Numbers.rounded(second);
        };
    }
}
