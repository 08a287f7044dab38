package org.deltaw.plugin.synthetic;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.deltaw.behaviour.Bandit;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;

/** A simulated animal that chooses between options. */
public record ChoiceSettings(
        @Setting(value = "whether a reward that was not collected waits until it is", byDefault = "true") boolean baited,
        @Setting(value = "whether all options go from block to block together; if not, each does so at times of its own, for which the "
                        + "lengths of blocks must vary",
                        byDefault = "true")
                boolean coupled,
        @Setting(value = "by how many trials a block may be longer or shorter than trials-per-block, drawn anew for each", byDefault = "0",
                        min = 0)
                int variation,
        @Setting(value = "after how many choices in a row of the best option the next block begins, if trials-per-block is not over "
                        + "before; without it only then",
                        min = 1)
                Optional<Integer> reversalAfter,
        @Setting(value = "share of trials in which the animal does not respond", byDefault = "0", min = 0, max = 1) double missed,
        @Setting(value = "how many of the options are on offer in a trial, drawn anew for each; without it all", min = 1)
                Optional<Integer> offered,
        @Setting(value = "how many sessions a trajectory runs on through, in each of which blocks begin with the first; weights go on",
                        byDefault = "1", min = 1)
                int sessions) {
    /** Requires what only goes together with other settings. */
    void requireSuitable(int options, int trialsPerBlock) {
        if (offered.isPresent() && offered.get() > options) {
            throw new InvalidSpecException("options.offered", "In each trial " + offered.get() + " options are to be on offer, but the "
                    + "blocks have probabilities of " + options + "; choose fewer, or write blocks of more options.");
        }
        if (variation >= trialsPerBlock) {
            throw new InvalidSpecException("options.variation", "A block may be " + variation + " trials shorter than its " + trialsPerBlock
                    + " trials, so that none would be left; choose a smaller variation.");
        }
        if (!coupled && variation == 0) {
            throw new InvalidSpecException("options.coupled", "Each option is to go from block to block at times of its own, but all "
                    + "blocks have the same length; set variation, too, as in {coupled: false, variation: 5}.");
        }
        if (!coupled && reversalAfter.isPresent()) {
            throw new InvalidSpecException("options.reversal-after", "A reversal concerns all options, but these are not coupled; leave "
                    + "one of the two out.");
        }
        if (!(missed < 1)) {
            throw new InvalidSpecException("options.missed", "All trials would be missed; expected a share below 1.");
        }
    }

    /** Returns how rewards are given. */
    Bandit.Design design(List<List<Double>> blocks, int trialsPerBlock) {
        return new Bandit.Design(blocks, trialsPerBlock, variation, coupled, baited,
                reversalAfter.map(OptionalInt::of).orElse(OptionalInt.empty()));
    }
}
