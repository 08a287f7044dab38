package org.deltaw.kernel.convergence;

import java.util.Arrays;

/**
 * How many independent draws would tell as much as these. Of the halves of all chains, with the autocorrelations summed as far as those
 * of neighbouring lags are positive together, and falling (Geyer, Statistical Science 7, 1992; Vehtari, Gelman, Simpson, Carpenter and
 * Buerkner, Bayesian Analysis 16, 2021, section 3.2). Chains at different places make it small. Not a number of fewer than 4 draws a
 * chain, or if one is not finite; of draws that are all equal it is their number.
 */
public final class EffectiveSampleSize {
    private static final double LOWER_TAIL = 0.05;
    private static final double UPPER_TAIL = 0.95;

    private EffectiveSampleSize() {}

    /** Says how well the bulk of the distribution is known: of rank-normalised draws. */
    public static double bulk(Draws draws) {
        return draws.suffice() ? ofChains(NormalScores.of(draws.split())) : Double.NaN;
    }

    /** Says how well the tails are known: the lesser for the quantiles at 5 % and 95 %. */
    public static double tail(Draws draws) {
        return Math.min(quantile(draws, LOWER_TAIL), quantile(draws, UPPER_TAIL));
    }

    /** Says how well the mean is known. */
    public static double mean(Draws draws) {
        return draws.suffice() ? ofChains(draws.split()) : Double.NaN;
    }

    /** Says how well the variance is known. */
    public static double variance(Draws draws) {
        if (!draws.suffice()) {
            return Double.NaN;
        }
        double mean = draws.mean();
        return mean(draws.map(draw -> (draw - mean) * (draw - mean)));
    }

    /** Says how well a quantile is known. */
    public static double quantile(Draws draws, double probability) {
        if (!draws.suffice()) {
            return Double.NaN;
        }
        double quantile = Quantile.of(Quantile.sorted(draws.pooled()), probability);
        return mean(draws.map(draw -> draw <= quantile ? 1 : 0));
    }

    private static double ofChains(Draws draws) {
        if (draws.constant()) {
            return draws.count();
        }
        int length = draws.length();
        double[] covariances = Autocovariance.of(draws);
        double within = covariances[0] * length / (length - 1);
        double[] means = Arrays.stream(draws.chains()).mapToDouble(Draws::mean).toArray();
        double all = covariances[0] + Draws.variance(means);
        double[] correlations = Arrays.stream(covariances).map(covariance -> 1 - (within - covariance) / all).toArray();
        correlations[0] = 1;
        double time = Math.max(autocorrelationTime(correlations), 1 / Math.log10(draws.count()));
        return draws.count() / time;
    }

    /**
     * Sums correlations at all lags, negative ones as well, as far as they can be told from noise: pairs of neighbouring lags have
     * positive sums that fall. Of the pair at which it ends, the first counts once.
     */
    private static double autocorrelationTime(double[] correlations) {
        double even = 1;
        double odd = correlations[1];
        double least = Double.POSITIVE_INFINITY;
        double sum = 0;
        int lag = 0;
        while (lag < correlations.length - 4 && even + odd > 0) {
            least = Math.min(least, even + odd);
            sum += least;
            lag += 2;
            even = correlations[lag];
            odd = correlations[lag + 1];
        }
        double last = even > 0 || even + odd >= 0 ? even : 0;
        return 2 * sum + last - 1;
    }
}
