package org.deltaw.kernel.predictive;

import java.util.List;

/**
 * How choices follow the reward before them.
 *
 * @param winStay the share of choices that repeat the one before, if that was rewarded: with more than 0
 * @param loseShift the share of choices that differ from the one before, if that was not
 */
public record Repetition(double winStay, double loseShift) {
    /** Counts over all sequences; a share of no choices at all is not a number. */
    public static Repetition of(List<Choices> sequences) {
        int wins = 0;
        int stays = 0;
        int losses = 0;
        int shifts = 0;
        for (Choices choices : sequences) {
            int[] made = choices.made();
            for (int i = 1; i < made.length; i++) {
                boolean same = choices.options()[made[i]] == choices.options()[made[i - 1]];
                if (choices.rewards()[made[i - 1]] > 0) {
                    wins++;
                    stays += same ? 1 : 0;
                } else {
                    losses++;
                    shifts += same ? 0 : 1;
                }
            }
        }
        return new Repetition((double) stays / wins, (double) shifts / losses);
    }
}
