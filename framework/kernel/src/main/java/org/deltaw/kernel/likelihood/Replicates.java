package org.deltaw.kernel.likelihood;

import java.util.Arrays;
import org.deltaw.kernel.LikelihoodSettings.Combination;

/**
 * The replicates of a recording put together. With {@code l_r} the log-likelihood of replicate {@code r} of {@code R}, in nats, the
 * marginal log-likelihood is {@code log (1/R) sum_r exp l_r}; its gradient is the sum of those of the replicates weighted by
 * {@code w_r = exp l_r / sum_s exp l_s}, and its matrix of second derivatives the sum of theirs plus the covariance of their gradients
 * under these weights (Louis, Journal of the Royal Statistical Society B 44, 1982, equation 3.1). Immutable.
 *
 * @param logLikelihood of the recording, in nats
 * @param weights of the replicates; they add up to 1
 */
public record Replicates(double logLikelihood, double[] weights) {
    /** Puts log-likelihoods together. If one is not a number, nothing is. */
    public static Replicates of(double[] logLikelihoods, Combination combination) {
        return combination == Combination.MARGINAL ? marginal(logLikelihoods) : mean(logLikelihoods);
    }

    private static Replicates marginal(double[] logLikelihoods) {
        double greatest = Arrays.stream(logLikelihoods).max().orElseThrow();
        if (!Double.isFinite(greatest)) {
            return mean(logLikelihoods);
        }
        double[] weights = Arrays.stream(logLikelihoods).map(each -> Math.exp(each - greatest)).toArray();
        double sum = Arrays.stream(weights).sum();
        Arrays.setAll(weights, i -> weights[i] / sum);
        return new Replicates(greatest + Math.log(sum / weights.length), weights);
    }

    private static Replicates mean(double[] logLikelihoods) {
        double[] weights = new double[logLikelihoods.length];
        Arrays.fill(weights, 1.0 / weights.length);
        return new Replicates(Arrays.stream(logLikelihoods).sum() / weights.length, weights);
    }

    /**
     * Returns how many replicates of equal weight would say as much: 1 over the sum of the squares of weights (Kish, Survey Sampling,
     * 1965).
     */
    public double effectiveNumber() {
        return 1 / Arrays.stream(weights).map(weight -> weight * weight).sum();
    }
}
