package org.deltaw.kernel.convergence;

/**
 * What is reported of a parameter's posterior distribution.
 *
 * @param mean over all draws
 * @param sd the standard deviation over all draws
 * @param mcse the Monte Carlo standard error of the mean
 */
public record ParameterSummary(double mean, double sd, double mcse, Quantiles quantiles, Mixing mixing) {
    /**
     * Some quantiles of all draws.
     *
     * @param lower at 2.5 %
     * @param lowerQuartile at 25 %
     * @param median at 50 %
     * @param upperQuartile at 75 %
     * @param upper at 97.5 %
     */
    public record Quantiles(double lower, double lowerQuartile, double median, double upperQuartile, double upper) {
        private static Quantiles of(double[] sorted) {
            return new Quantiles(Quantile.of(sorted, 0.025), Quantile.of(sorted, 0.25), Quantile.of(sorted, 0.5),
                    Quantile.of(sorted, 0.75), Quantile.of(sorted, 0.975));
        }
    }

    /**
     * How well chains mix.
     *
     * @param essBulk {@link EffectiveSampleSize#bulk}
     * @param essTail {@link EffectiveSampleSize#tail}
     * @param rHat {@link RHat#of}
     */
    public record Mixing(double essBulk, double essTail, double rHat) {}

    /** Summarises draws; if one is not a number, nothing is. */
    public static ParameterSummary of(Draws draws) {
        double[] sorted = Quantile.sorted(draws.pooled());
        if (sorted.length == 0 || Double.isNaN(sorted[sorted.length - 1])) {
            return unknown();
        }
        Mixing mixing = new Mixing(EffectiveSampleSize.bulk(draws), EffectiveSampleSize.tail(draws), RHat.of(draws));
        return new ParameterSummary(draws.mean(), draws.deviation(), MonteCarloError.ofMean(draws), Quantiles.of(sorted), mixing);
    }

    private static ParameterSummary unknown() {
        double none = Double.NaN;
        return new ParameterSummary(none, none, none, new Quantiles(none, none, none, none, none), new Mixing(none, none, none));
    }
}
