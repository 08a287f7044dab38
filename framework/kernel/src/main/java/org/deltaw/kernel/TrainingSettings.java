package org.deltaw.kernel;

import org.deltaw.spi.Setting;

/** How long and how often an objective is minimised, whatever the optimizer. */
public record TrainingSettings(
        @Setting(value = "how many iterations an optimizer has at most: passes over all trajectories, or steps",
                        byDefault = "250", min = 0)
                int epochs,
        @Setting(value = "how often training is begun: first where the spec says, then at other random initial values; the "
                        + "lowest loss wins", byDefault = "1", min = 1, max = 10_000)
                int starts,
        @Setting(value = "whether all subjects are fitted together (pooled), sharing what is not of another scope, or each "
                        + "alone (separate)",
                        byDefault = "pooled")
                Subjects subjects,
        @Setting(value = "stop after so many iterations without improvement; 0 to use all", byDefault = "0", min = 0)
                int patience,
        @Setting(value = "what counts as improvement of the loss, as a fraction of it", byDefault = "1e-6", min = 0)
                double tolerance,
        @Setting(value = "how 95 % intervals of coefficients are made, where that is possible: large-sample, from standard errors; "
                        + "profile, from the likelihood with all other coefficients fitted anew, which takes about ten times as long "
                        + "as the fit; or none",
                        byDefault = "large-sample")
                Intervals intervals,
        @Setting(value = "seconds between two checkpoints", byDefault = "10", min = 0) double checkpointInterval) {
    /** How intervals are made. */
    public enum Intervals {
        /** From standard errors: those of the likelihood, or of the scatter of subjects or recordings if there are enough. */
        LARGE_SAMPLE,
        /** From the profile of the likelihood. */
        PROFILE,
        /** Not at all: no standard error, interval or criterion. */
        NONE
    }

    /** Returns the same without intervals, where nobody would read them. */
    public TrainingSettings withoutIntervals() {
        return new TrainingSettings(epochs, starts, subjects, patience, tolerance, Intervals.NONE, checkpointInterval);
    }

    /** Who is fitted together. */
    public enum Subjects {
        /** All subjects: they have the same parameters, save those with the scope of a subject or session. */
        POOLED,
        /** Each subject has its own: one fit for each. */
        SEPARATE
    }
}
