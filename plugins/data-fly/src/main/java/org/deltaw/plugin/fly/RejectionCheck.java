package org.deltaw.plugin.fly;

import java.util.Optional;
import org.deltaw.spi.Warning;

/**
 * Finds trials that say little about choice: a model of choices learns from what was accepted and from what
 * was rejected, and where a recording lists accepted odours only, "accept" is all it can learn. Whether to leave trials out is the
 * user's to decide, by how they were recorded: choosing them by the choices themselves would bias the rule.
 */
final class RejectionCheck {
    /**
     * From how many trials in a row without rejection on a person should know. A fly that accepts nine of ten
     * odours shows so long a run with a probability of 0.9^40, less than 2 %, from any given trial on.
     */
    static final int STRETCH = 40;

    private RejectionCheck() {}

    /** Says in one sentence what is wrong with the trials used; empty if nothing is. */
    static Optional<Warning> warning(RecordingFile file, Recording recording, Recording.Part part) {
        TrialRange longest = longestWithout(recording, part);
        int length = longest.last() - longest.first() + 1;
        boolean none = length == part.endTrial() - part.trial() && recording.to(part.endTrial() - 1) == part.endStep();
        if (length < STRETCH && !none) {
            return Optional.empty();
        }
        return Optional.of(new Warning("no-rejections", file.shown() + ": " + longest + (length == 1 ? " contains" : " contain")
                + " no rejection, so that \"accept\" is all there is to learn from "
                + (length == 1 ? "it" : "them") + "; find out whether rejections were recorded there.", file.subject()));
    }

    /** The longest run of trials without rejection, in the user's counting; the length is 0 if there is none. */
    private static TrialRange longestWithout(Recording recording, Recording.Part part) {
        TrialRange longest = new TrialRange(1, 0);
        int first = part.trial();
        for (int trial = part.trial(); trial < part.endTrial(); trial++) {
            if (recording.hasRejection(trial)) {
                first = trial + 1;
            } else if (trial - first > longest.last() - longest.first()) {
                longest = new TrialRange(first + 1, trial + 1);
            }
        }
        return longest;
    }
}
