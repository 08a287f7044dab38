package org.deltaw.kernel.hamiltonian;

/**
 * A draw of a chain after its warm-up.
 *
 * @param point not to be changed
 * @param logPrior the logarithm of the prior density there
 * @param logLikelihood the logarithm of the likelihood there
 */
public record Draw(double[] point, double logPrior, double logLikelihood, Transition transition) {
    /** Returns the logarithm of the posterior density, up to the evidence. */
    public double logPosterior() {
        return logPrior + logLikelihood;
    }
}
