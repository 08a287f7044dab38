package org.deltaw.spi.data;

import java.util.Set;

/**
 * How much of an experiment is simulated, whatever its task, and what of it is told to a fit.
 *
 * @param size how much is simulated
 * @param telling what a fit is told of what chance drew
 */
public record Design(Size size, Telling telling) {
    /** What chance drew in an experiment, and an experimenter would not know. */
    public enum Known {
        /** The noise of the inputs in every step. */
        NOISE,
        /** The weights, and other states, before the first step. */
        WEIGHTS
    }

    /**
     * How much is simulated.
     *
     * @param trials in each session, at least 1: of sessions that differ the most; steps, if the experiment has no trials
     * @param subjects to which rules are fitted, at least 1; each has as many recordings as before
     * @param heldOut how many recordings are held out
     */
    public record Size(int trials, int subjects, int heldOut) {
        public Size {
            if (trials < 1 || subjects < 1 || heldOut < 0) {
                throw new IllegalArgumentException("An experiment needs at least one trial and one subject, found " + trials + " and "
                        + subjects + ", and no negative number of recordings that are held out, found " + heldOut + ".");
            }
        }
    }

    /**
     * What a fit is told.
     *
     * @param known what it is told as it was; the rest is drawn anew for it
     * @param resamplings how many trajectories a recording gives, each with a draw of its own of what is not known; where all is known,
     *     it gives one whatever this says
     */
    public record Telling(Set<Known> known, Resamplings resamplings) {
        /** Everything is known, so that one trajectory tells all. */
        public static final Telling ALL = new Telling(Set.of(Known.values()), Resamplings.ONE);

        /** Tells whether a fit is told all that chance drew, so that what happened can be repeated. */
        public boolean isEverything() {
            return known.equals(ALL.known);
        }

        public Telling {
            known = Set.copyOf(known);
        }
    }

    /** Returns the same design of another size. */
    public Design with(Size other) {
        return new Design(other, telling);
    }

    /** Returns the same design of which a fit is told something else. */
    public Design with(Telling other) {
        return new Design(size, other);
    }
}
