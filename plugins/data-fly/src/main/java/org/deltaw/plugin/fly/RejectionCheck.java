package org.deltaw.plugin.fly;

import java.util.Optional;

/**
 * Finds trials that say nothing about choice: a model of choices learns from what was accepted and from what
 * was rejected, and where a recording lists accepted odours only, "accept" is all it can learn.
 */
final class RejectionCheck {
    /**
     * From how many trials in a row without rejection on a person should know. A fly that accepts nine of ten
     * odours shows so long a run with a probability of 0.9^40, less than 2 %, from any given trial on.
     */
    static final int STRETCH = 40;

    private RejectionCheck() {}

    /** Says in one sentence what is wrong with the trials used; empty if nothing is. */
    static Optional<String> warning(RecordingFile file, Recording recording, Recording.Part part) {
        TrialRange longest = longestWithout(recording, part);
        int length = longest.last() - longest.first() + 1;
        boolean all = length == part.endTrial() - part.trial();
        boolean rejectionsFollow = recording.to(part.endTrial() - 1) < part.endStep();
        if (all && !rejectionsFollow) {
            return Optional.of(file.shown() + ": " + longest + (length == 1 ? " contains" : " contain")
                    + " no rejection, so that these choices carry no information; use other trials, or leave the "
                    + "file out.");
        }
        if (length < STRETCH) {
            return Optional.empty();
        }
        return Optional.of(file.shown() + ": " + longest + " contain no rejection, so that these choices carry no "
                + "information; " + advice(longest, part, rejectionsFollow));
    }

    private static String advice(TrialRange longest, Recording.Part part, boolean rejectionsFollow) {
        if (longest.last() == part.endTrial() && !rejectionsFollow && longest.first() > part.trial() + 1) {
            return leaveOut(new TrialRange(part.trial() + 1, longest.first() - 1));
        }
        if (longest.first() == part.trial() + 1 && longest.last() < part.endTrial()) {
            return leaveOut(new TrialRange(longest.last() + 1, part.endTrial()));
        }
        return "find out whether rejections were recorded there.";
    }

    private static String leaveOut(TrialRange rest) {
        return "to leave them out set trials: " + rest.written() + ".";
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
