package org.deltaw.kernel.likelihood;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.deltaw.spi.Warning;

/**
 * How many replicates of a recording its marginal likelihood rests on. That is a mean of likelihoods that chance drew; where few of
 * them make up most of it, it is known badly, and too low more often than not.
 *
 * @param recording its name
 * @param replicates how many there are
 * @param effective how many of equal weight would say as much
 */
public record Replication(String recording, int replicates, double effective) {
    /** The code of the warning that there are too few. */
    public static final String TOO_FEW = "few-replicates";
    /** With so many of equal weight the standard error of a log-likelihood is a third of a nat at most. */
    public static final int ENOUGH = 10;

    /** More than so many are drawn for nobody without being asked: what takes more has too much noise to say much. */
    public static final int MOST = 320;

    /** Replicates whose weights differ by a tenth say the same, however few they are: the share of them that is lost then. */
    private static final double AGREEMENT = 0.01;

    /** Tells whether log-likelihoods are known well enough to be compared. */
    public boolean isEnough() {
        return effective >= ENOUGH || replicates - effective < AGREEMENT * replicates;
    }

    /** Returns how many replicates are likely to be enough. */
    public int needed() {
        return (int) Math.ceil(1.2 * ENOUGH * replicates / effective);
    }

    /** Returns how many there should be in their place: doubled as often as it takes; empty if they do, or are the most already. */
    public OptionalInt raised() {
        if (isEnough() || replicates >= MOST || !(effective >= 1)) {
            return OptionalInt.empty();
        }
        int more = replicates;
        while (more < needed()) {
            more *= 2;
        }
        return OptionalInt.of(Math.min(more, MOST));
    }

    /** Says that there are too few, if there are. */
    public Optional<Warning> warning() {
        return isEnough() ? Optional.empty() : Optional.of(new Warning(TOO_FEW, String.format(Locale.ROOT,
                "The likelihood of recording '%s' rests on %.1f of its %d replicates, as it were, so it is known too badly for criteria, "
                        + "tests and intervals; it takes %d. Let each recording have about %d replicates (data.resamplings, if the "
                        + "data source has it), or less input noise.",
                recording, effective, replicates, ENOUGH, needed()), recording));
    }
}
