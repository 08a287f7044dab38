package org.deltaw.kernel.convergence;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/**
 * Replaces draws by what a standard normal distribution has at their ranks among the draws of all chains, so that heavy tails and
 * infinite variances do no harm: {@code Phi^-1((r - 3/8) / (S + 1/4))} of rank {@code r} among {@code S}, the mean rank of equal draws
 * (Vehtari, Gelman, Simpson, Carpenter and Buerkner, Bayesian Analysis 16, 2021, equation 14; Blom, Statistical Estimates and
 * Transformed Beta-Variables, 1958).
 */
final class NormalScores {
    private static final ContinuousDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double BLOM = 0.375;

    private NormalScores() {}

    static Draws of(Draws draws) {
        // 0 and -0 are equal.
        double[] ranks = new NaturalRanking(TiesStrategy.AVERAGE).apply(draws.map(draw -> draw + 0.0).pooled());
        double[] scores = Arrays.stream(ranks)
                .map(rank -> NORMAL.inverseCumulativeProbability((rank - BLOM) / (ranks.length - 2 * BLOM + 1))).toArray();
        double[][] chains = new double[draws.chains().length][];
        Arrays.setAll(chains, i -> Arrays.copyOfRange(scores, i * draws.length(), (i + 1) * draws.length()));
        return new Draws(chains);
    }

    /** Returns the scores of the distances from the median, which tell of tails and spread. */
    static Draws ofFolded(Draws draws) {
        double median = Quantile.median(draws.pooled());
        return of(draws.map(draw -> Math.abs(draw - median)));
    }
}
