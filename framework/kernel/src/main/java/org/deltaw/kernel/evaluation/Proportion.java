package org.deltaw.kernel.evaluation;

import org.hipparchus.distribution.continuous.BetaDistribution;

/**
 * How often something happened in independent trials, and between which bounds its probability then lies: the interval of Clopper and
 * Pearson (Biometrika 26, 1934), which holds the probability in at least 95 % of experiments, whatever it is.
 *
 * @param count how often it happened, from 0 to {@code trials}
 * @param trials at least 1
 */
public record Proportion(long count, long trials) {
    /** What the interval is called. */
    public static final String METHOD = "Clopper-Pearson";

    private static final double CONFIDENCE = 0.95;

    public Proportion {
        if (trials < 1 || count < 0 || count > trials) {
            throw new IllegalArgumentException("Found " + count + " of " + trials + ".");
        }
    }

    /** Returns the share of trials in which it happened. */
    public double share() {
        return count / (double) trials;
    }

    /** Returns the lower end of the interval. */
    public double lower() {
        return count == 0 ? 0 : new BetaDistribution(count, trials - count + 1.0).inverseCumulativeProbability((1 - CONFIDENCE) / 2);
    }

    /** Returns the upper end of the interval. */
    public double upper() {
        return count == trials ? 1 : new BetaDistribution(count + 1.0, trials - count).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
    }
}
