package org.deltaw.kernel;

import org.deltaw.spi.Setting;

/** How long and how often an objective is minimised, whatever the optimizer. */
public record TrainingSettings(
        @Setting(value = "how many iterations an optimizer has at most: passes over all trajectories, or steps",
                        byDefault = "250", min = 0)
                int epochs,
        @Setting(value = "how often training is begun: a number, first where the spec says and then at random values; or automatic: "
                        + "of a small problem many, at coefficients of 0 and where all subjects together end, too, and of a large "
                        + "one once; the lowest loss wins, and other optima are listed", byDefault = "automatic")
                StartCount starts,
        @Setting(value = "whether all subjects are fitted together (pooled), sharing what is not of another scope, or each "
                        + "alone (separate)",
                        byDefault = "pooled")
                Subjects subjects,
        @Setting(value = "stop after so many iterations without improvement; 0 to use all", byDefault = "0", min = 0)
                int patience,
        @Setting(value = "what counts as improvement of the loss, as a fraction of it", byDefault = "1e-6", min = 0)
                double tolerance,
        @Setting(value = "whether standard errors are computed at the end where that is possible", byDefault = "true")
                boolean uncertainty,
        @Setting(value = "seconds between two checkpoints", byDefault = "10", min = 0) double checkpointInterval) {
    /** Who is fitted together. */
    public enum Subjects {
        /** All subjects: they have the same parameters, save those with the scope of a subject or session. */
        POOLED,
        /** Each subject has its own: one fit for each. */
        SEPARATE
    }
}
