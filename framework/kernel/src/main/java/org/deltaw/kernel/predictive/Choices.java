package org.deltaw.kernel.predictive;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The choices of one subject in one session.
 *
 * @param options what was chosen in each trial, counted from 0; {@value #MISSED} where nothing was, which is as if the trial were not there
 * @param rewards what each trial brought
 */
public record Choices(int[] options, double[] rewards) {
    /** Stands for a trial without a choice. */
    public static final int MISSED = -1;

    /**
     * Looks at the sizes.
     *
     * @throws IllegalArgumentException if there are not as many rewards as trials
     */
    public Choices {
        if (options.length != rewards.length) {
            throw new IllegalArgumentException("Found " + options.length + " choices and " + rewards.length
                    + " rewards; expected as many of each.");
        }
    }

    /** Returns the trials in which something was chosen. */
    int[] made() {
        return IntStream.range(0, options.length).filter(trial -> options[trial] != MISSED).toArray();
    }

    /** Returns how often the same option was chosen in a row, run after run. */
    public int[] runLengths() {
        int[] made = made();
        int[] lengths = new int[made.length];
        int runs = 0;
        for (int i = 0; i < made.length; i++) {
            runs += i == 0 || options[made[i]] != options[made[i - 1]] ? 1 : 0;
            lengths[runs - 1]++;
        }
        return Arrays.copyOf(lengths, runs);
    }
}
