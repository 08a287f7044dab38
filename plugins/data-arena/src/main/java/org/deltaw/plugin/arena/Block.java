package org.deltaw.plugin.arena;

import java.util.List;
import org.deltaw.spi.data.InputFile;

/**
 * What the rig kept of one block of trials.
 *
 * @param file it was read from
 * @param trialsBefore how many trials the fly had finished in earlier blocks
 * @param probabilities with which a reward was drawn for each odour in a trial; empty if the rig did not write them down
 */
record Block(InputFile file, int trialsBefore, Zones zones, Track track, Log log, Rewards rewards, List<Double> probabilities) {
    Block {
        probabilities = List.copyOf(probabilities);
    }

    /**
     * Where the fly was in each frame, in pixels counted from 1, y downwards.
     *
     * @param x -1, as y, where the fly was not found
     */
    record Track(double[] x, double[] y) {
        int frames() {
            return x.length;
        }

        boolean isLost(int frame) {
            return x[frame] == -1 && y[frame] == -1;
        }
    }

    /**
     * What the rig wrote down as it ran. Not all frames have an entry: see {@link Replay}.
     *
     * @param airArms state before the frame: 0 while a trial is set up, else the arm with clean air, for each logged frame
     * @param sides 1 where the first odour is in the arm after that with air, 2 where it is in the one before, for each logged frame
     * @param states state after the frame, for each stamped frame
     * @param seconds how long the rig took for it, for each stamped frame
     */
    record Log(int[] airArms, int[] sides, int[] states, double[] seconds) {}

    /**
     * Which odours were rewarded, or would have been. Trial k, counted from 1, is in column k; column 0 is from before the first.
     *
     * @param drawn 1 where the choice of an odour was, or would have been, rewarded, by odour and column
     * @param baits 1 where a reward was left, by odour and column
     */
    record Rewards(int[][] drawn, int[][] baits) {
        /** Returns for how many trials there are entries. */
        int trials() {
            return drawn[0].length - 1;
        }
    }
}
