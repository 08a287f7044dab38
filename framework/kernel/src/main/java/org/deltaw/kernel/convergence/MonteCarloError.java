package org.deltaw.kernel.convergence;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * How far figures of draws are off because there are not more of them: standard errors over repetitions of the sampling (Vehtari,
 * Gelman, Simpson, Carpenter and Buerkner, Bayesian Analysis 16, 2021, section 4.4). Not a number where the effective sample size is
 * none.
 */
public final class MonteCarloError {
    /** What a normal distribution has below its mean minus one standard deviation. */
    private static final double ONE_BELOW = 0.1586553;
    private static final double ONE_ABOVE = 0.8413447;

    private MonteCarloError() {}

    /** Returns the standard error of the mean. */
    public static double ofMean(Draws draws) {
        return draws.deviation() / Math.sqrt(EffectiveSampleSize.mean(draws));
    }

    /** Returns the standard error of the standard deviation, from the kurtosis; of draws that are all equal it is not a number. */
    public static double ofDeviation(Draws draws) {
        double mean = draws.mean();
        double[] squares = draws.map(draw -> (draw - mean) * (draw - mean)).pooled();
        double variance = Draws.mean(squares);
        double fourth = Draws.mean(new Draws(new double[][] {squares}).map(square -> square * square).pooled());
        return Math.sqrt((fourth - variance * variance) / EffectiveSampleSize.variance(draws) / variance / 4);
    }

    /** Returns the standard error of a quantile: half of the way between draws that are the quantile as often as one in three. */
    public static double ofQuantile(Draws draws, double probability) {
        double size = EffectiveSampleSize.quantile(draws, probability);
        if (Double.isNaN(size)) {
            return Double.NaN;
        }
        BetaDistribution share = BetaDistribution.of(size * probability + 1, size * (1 - probability) + 1);
        double[] sorted = Quantile.sorted(draws.pooled());
        double below = Math.floor(Math.max(0, share.inverseCumulativeProbability(ONE_BELOW) * sorted.length - 1));
        double above = Math.ceil(Math.min(sorted.length - 1, share.inverseCumulativeProbability(ONE_ABOVE) * sorted.length - 1));
        return (sorted[(int) above] - sorted[(int) below]) / 2;
    }
}
