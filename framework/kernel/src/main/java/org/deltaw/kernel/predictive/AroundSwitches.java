package org.deltaw.kernel.predictive;

import java.util.Arrays;
import java.util.List;

/**
 * How choices change when an option becomes the better one: the share of choices of that option, trial by trial, before and after.
 *
 * @param before how many trials before the switch the first share is
 * @param shares of each trial from then on; not a number where there was no choice
 */
public record AroundSwitches(int before, double[] shares) {
    /**
     * A trial from which on another option is the better one.
     *
     * @param sequence in which of the sequences it is
     * @param trial the first trial of the new block
     * @param better the option that is better from then on
     */
    public record Switch(int sequence, int trial, int better) {}

    /**
     * Counts over all switches, as far as their sequences go and no other switch of the sequence is passed.
     *
     * @param before how many trials before a switch
     * @param after how many trials from the switch on
     */
    public static AroundSwitches of(List<Choices> sequences, List<Switch> switches, int before, int after) {
        int[] chosen = new int[before + after];
        int[] made = new int[before + after];
        for (Switch at : switches) {
            int[] options = sequences.get(at.sequence()).options();
            int from = switches.stream().filter(other -> other.sequence() == at.sequence() && other.trial() < at.trial())
                    .mapToInt(Switch::trial).max().orElse(0);
            int to = switches.stream().filter(other -> other.sequence() == at.sequence() && other.trial() > at.trial())
                    .mapToInt(Switch::trial).min().orElse(options.length);
            for (int trial = Math.max(from, at.trial() - before); trial < Math.min(to, at.trial() + after); trial++) {
                int place = trial - at.trial() + before;
                made[place] += options[trial] == Choices.MISSED ? 0 : 1;
                chosen[place] += options[trial] == at.better() ? 1 : 0;
            }
        }
        double[] shares = new double[before + after];
        Arrays.setAll(shares, place -> (double) chosen[place] / made[place]);
        return new AroundSwitches(before, shares);
    }
}
