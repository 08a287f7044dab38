package org.deltaw.kernel.comparison;

import org.hipparchus.special.Gamma;

/**
 * The likelihood-ratio test of a rule against a larger one that contains it (Wilks, Annals of Mathematical Statistics 9, 1938). Its
 * distribution is only known where all parameters of the larger rule are determined by the data if the smaller rule holds, and lie
 * within their bounds; {@link Nesting} finds out.
 *
 * @param statistic twice the difference of the largest log-likelihoods, in nats
 * @param degreesOfFreedom how many parameters the larger rule has that the smaller has not
 */
public record LikelihoodRatioTest(double statistic, int degreesOfFreedom) {
    public LikelihoodRatioTest {
        if (!(statistic >= 0) || degreesOfFreedom < 1) {
            throw new IllegalArgumentException("A likelihood ratio is at least 0, and of one parameter at least; found "
                    + statistic + " of " + degreesOfFreedom + ".");
        }
    }

    /** Returns how probable a statistic is that is at least as large, if the smaller rule holds and there are many observations. */
    public double pValue() {
        return Gamma.regularizedGammaQ(degreesOfFreedom / 2.0, statistic / 2);
    }
}
