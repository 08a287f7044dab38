package org.deltaw.kernel;

import org.deltaw.spi.Setting;

/** Which likelihood of the data is maximised, by whatever optimizer. */
public record LikelihoodSettings(
        @Setting(value = "how replicates of a recording, with other input noise or initial weights, are put together: the mean of "
                        + "their likelihoods (marginal), or of their log-likelihoods (mean), which is a lower bound of that",
                        byDefault = "marginal")
                Combination likelihood,
        @Setting(value = "what counts alike: each observation (observation), or each recording whatever its length (trajectory)",
                        byDefault = "observation")
                Weighting weighting) {
    /** How the replicates of a recording are put together. */
    public enum Combination {
        /** The logarithm of the mean of their likelihoods: what chance drew is integrated out. */
        MARGINAL,
        /** The mean of their log-likelihoods, by Jensen's inequality no more than the marginal one. */
        MEAN
    }

    /** What counts alike in the sum over recordings. */
    public enum Weighting {
        /** Each observation: the sum is the log-likelihood of all data. */
        OBSERVATION,
        /** Each recording: its mean over observations counts, so that those in short ones count more. */
        TRAJECTORY
    }

    /** The log-likelihood of all data. */
    public static final LikelihoodSettings DEFAULT = new LikelihoodSettings(Combination.MARGINAL, Weighting.OBSERVATION);
}
