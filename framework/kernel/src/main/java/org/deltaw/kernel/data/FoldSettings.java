package org.deltaw.kernel.data;

import org.deltaw.spi.InvalidSpecException;

/**
 * How data are divided for cross-validation.
 *
 * @param folds into how many parts; each is held out once
 * @param over what is held out as a whole
 */
public record FoldSettings(int folds, Over over) {
    public FoldSettings {
        if (folds < 2) {
            throw new InvalidSpecException("There are to be " + folds + " folds; expected at least 2, as in --folds 5.");
        }
    }

    /** What is never divided between two folds. */
    public enum Over {
        /** Recordings, each with all its repetitions. */
        RECORDINGS,
        /** Sessions. Of a trajectory that goes through several, the network runs through those that are held out, too. */
        SESSIONS,
        /** Subjects, each with all its recordings. */
        SUBJECTS,
        /** Blocks of consecutive trials; of steps in trajectories without trials. Every recording is in all folds. */
        TRIALS;

        /** Tells whether parts of a trajectory may be in different folds, so that masks say which steps count. */
        public boolean dividesTrajectories() {
            return this == SESSIONS || this == TRIALS;
        }
    }
}
