package org.deltaw.kernel.convergence;

import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/**
 * How many draws of each chain have low, middle and high ranks among the draws of all chains: about equally many if all chains draw from
 * the same distribution (Vehtari, Gelman, Simpson, Carpenter and Buerkner, Bayesian Analysis 16, 2021, section 5).
 *
 * @param counts by chain and by class of ranks, from the lowest on
 * @param length how many draws a chain has
 */
public record RankHistogram(int[][] counts, int length) {
    /**
     * Counts ranks.
     *
     * @param draws that are numbers
     * @param classes of equally many ranks each
     */
    public static RankHistogram of(Draws draws, int classes) {
        double[] ranks = new NaturalRanking(TiesStrategy.AVERAGE).apply(draws.map(draw -> draw + 0.0).pooled());
        int[][] counts = new int[draws.chains().length][classes];
        for (int i = 0; i < ranks.length; i++) {
            counts[i / draws.length()][(int) ((ranks[i] - 0.5) / ranks.length * classes)]++;
        }
        return new RankHistogram(counts, draws.length());
    }

    /** Returns the count that is expected of every chain in every class, of chains that draw from the same distribution. */
    public double expected() {
        return (double) length / counts[0].length;
    }

    /** Returns the standard deviation of a count if the draws of such chains are independent, without ties. */
    public double deviation() {
        double share = 1.0 / counts[0].length;
        double all = (double) length * counts.length;
        return Math.sqrt(length * share * (1 - share) * (all - length) / (all - 1));
    }
}
