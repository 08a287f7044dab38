package org.deltaw.plugin.fly;

import java.util.Arrays;
import org.deltaw.behaviour.Encounters;

/**
 * What one fly smelled, did and got. A step is one odour; a trial is a run of rejected odours that ends in
 * an accepted one, which may be rewarded.
 */
final class Recording {
    /**
     * Consecutive trials and the steps they consist of, counted from 0.
     *
     * @param trial the first
     * @param endTrial the one after the last
     * @param step the first
     * @param endStep the one after the last; after the end of the last trial if rejections follow it
     */
    record Part(int trial, int endTrial, int step, int endStep) {}

    private final int[] odours;
    private final boolean[] accepted;
    private final double[] rewards;
    private final int[] trialEnds;

    /**
     * Takes what was checked.
     *
     * @param odours 0 or 1 for each step
     * @param accepted for each step
     * @param rewards one for each accepted odour
     */
    Recording(int[] odours, boolean[] accepted, double[] rewards) {
        this.odours = odours.clone();
        this.accepted = accepted.clone();
        this.rewards = rewards.clone();
        this.trialEnds = new int[rewards.length];
        int trial = 0;
        for (int step = 0; step < accepted.length; step++) {
            if (accepted[step]) {
                trialEnds[trial++] = step + 1;
            }
        }
    }

    int steps() {
        return odours.length;
    }

    int trials() {
        return rewards.length;
    }

    int odour(int step) {
        return odours[step];
    }

    boolean accepted(int step) {
        return accepted[step];
    }

    /**
     * Returns the steps of some trials.
     *
     * @param signals what synapses are told of the reward, one for each of these trials
     */
    Encounters encounters(Part part, double[] signals) {
        return Encounters.of(Arrays.copyOfRange(odours, part.step(), part.endStep()),
                Arrays.copyOfRange(accepted, part.step(), part.endStep()), signals);
    }

    /** Returns the reward of each trial. */
    double[] rewards() {
        return rewards.clone();
    }

    /** Returns the first step of a trial. */
    int from(int trial) {
        return trial == 0 ? 0 : trialEnds[trial - 1];
    }

    /** Returns the step after the last of a trial. */
    int to(int trial) {
        return trialEnds[trial];
    }

    /** Says whether an odour was rejected in a trial. */
    boolean hasRejection(int trial) {
        return to(trial) - from(trial) > 1;
    }

    /** Returns all trials, and the rejected odours after the last. */
    Part all() {
        return new Part(0, trials(), 0, steps());
    }

    /** Returns some trials; the recording must have them. */
    Part part(TrialRange range) {
        return new Part(range.first() - 1, range.last(), from(range.first() - 1), to(range.last() - 1));
    }

    @Override
    public String toString() {
        return steps() + " odours, " + trials() + " accepted, rewards " + Arrays.toString(rewards);
    }
}
