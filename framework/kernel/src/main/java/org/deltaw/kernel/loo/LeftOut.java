package org.deltaw.kernel.loo;

import java.util.Arrays;

/**
 * An observation that was left out.
 *
 * @param elpd the logarithm of its probability by all others, in nats: the expected log pointwise predictive density
 * @param lpd the logarithm of its probability by all observations, itself included
 * @param shape k-hat, which tells whether {@code elpd} can be relied on: not above {@link Loo#threshold}; minus infinite if all draws
 *     give the observation the same probability, so that nothing is uncertain
 */
public record LeftOut(double elpd, double lpd, double shape) {
    /**
     * Leaves an observation out. Thread-safe, so that many may be left out at once, and no matrix needs to be in memory.
     *
     * @param logLikelihoods the logarithm of the observation's probability, in nats, by every draw of all chains
     * @param efficiency the effective number of draws as a share of their number, for example the mean over parameters
     * @throws IllegalArgumentException if a log-likelihood is not a number, or infinite; or the efficiency is not positive
     */
    public static LeftOut of(double[] logLikelihoods, double efficiency) {
        if (!(efficiency > 0) || logLikelihoods.length == 0) {
            throw new IllegalArgumentException("There must be draws, and their efficiency positive; found " + logLikelihoods.length
                    + " draws of the efficiency " + efficiency + ".");
        }
        if (!Arrays.stream(logLikelihoods).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("An observation has log-likelihoods that are not finite.");
        }
        SmoothedWeights weights = SmoothedWeights.of(Arrays.stream(logLikelihoods).map(each -> -each).toArray(), efficiency);
        double[] weighted = new double[logLikelihoods.length];
        Arrays.setAll(weighted, i -> weights.logarithms()[i] + logLikelihoods[i]);
        return new LeftOut(LogSum.of(weighted), LogSum.of(logLikelihoods) - Math.log(logLikelihoods.length), weights.shape());
    }

    /** Returns by how much the observation is more probable to a model that has seen it. */
    public double optimism() {
        return lpd - elpd;
    }
}
