package org.deltaw.plugin.synthetic;

import java.util.List;
import java.util.Optional;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;
import org.deltaw.spi.data.Design;
import org.deltaw.spi.data.Resamplings;
import org.deltaw.spi.rule.KnownRule;

/** A simulated fly that chooses between two odours, or an animal that chooses between options. */
public record ForagingSettings(
        @Setting(value = "the true rule, by which weights change after every accepted odour",
                        byDefault = "{family: taylor, terms: [x*r, w], values: {x*r: 1, w: -0.05}}")
                KnownRule truth,
        @Setting(value = "number of trajectories to which rules are fitted", byDefault = "18", min = 1)
                int trajectories,
        @Setting(value = "number of trajectories that are held out", byDefault = "7", min = 0) int heldOut,
        @Setting(value = "for each block of trials, how probable it is that each odour gets a bait in a trial, or each option a reward",
                        byDefault = "[[0.2, 0.8], [0.9, 0.1], [0.2, 0.8]]", min = 0, max = 1)
                List<List<Double>> blocks,
        @Setting(value = "number of trials in a block", byDefault = "80", min = 1) int trialsPerBlock,
        @Setting(value = "number of trials in a session, in which blocks are repeated from the first; without it as many as all blocks "
                        + "have, each once",
                        min = 1)
                Optional<Integer> trials,
        @Setting(value = "to how many subjects trajectories belong, in turn; without it to one", min = 1) Optional<Integer> subjects,
        @Setting(value = "what a fit is told of what chance drew: the noise of the inputs (noise), and the weights before the first step "
                        + "(weights); what it is not told is drawn anew for each resampling",
                        byDefault = "[noise, weights]")
                List<Design.Known> known,
        @Setting(value = "how many trajectories each recording gives, every one with a draw of its own of what is not known: a number; or "
                        + "automatic: 1 where nothing is drawn, else 20, and more where the likelihood rests on too few of them",
                        byDefault = "automatic")
                Resamplings resamplings,
        @Setting("what the reward signal is: the reward minus its expectation (expected), or the reward itself (raw); without it "
                        + "expected for odours, raw for options")
                Optional<Reward> reward,
        @Setting(value = "the number of last trials whose mean reward is the expectation", byDefault = "10", min = 1)
                int window,
        @Setting(value = "mean of the inputs that an odour excites, without unit", byDefault = "0.75")
                double inputMean,
        @Setting(value = "standard deviation of the noise of every input in every step, without unit",
                        byDefault = "0.05", min = 0)
                double inputNoise,
        @Setting(value = "how many odours in a row may be rejected before the simulation is given up",
                        byDefault = "1000", min = 1)
                int mostRejections,
        @Setting("that choices are between options, all at once, as the network 'options' makes them, and how; {} will do; without it "
                        + "odours come one by one, each to be accepted or rejected")
                Optional<ChoiceSettings> options) {
    /** As in the task of Rajagopalan et al. (2023). */
    static final int ODOURS = 2;

    /** What the reward signal holds. */
    public enum Reward {
        /** The reward minus the mean of the last trials' rewards. */
        EXPECTED,
        /** The reward itself. */
        RAW
    }

    public ForagingSettings {
        blocks = blocks.stream().map(List::copyOf).toList();
        known = List.copyOf(known);
        Tellings.requireSuitable(known, resamplings);
        if (blocks.isEmpty()) {
            throw new InvalidSpecException("blocks", "The list is empty; expected at least one block, as in "
                    + "[[0.2, 0.8]].");
        }
        int width = options.isPresent() ? Math.max(2, blocks.getFirst().size()) : ODOURS;
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).size() != width) {
                throw new InvalidSpecException("blocks." + i, "The block has " + blocks.get(i).size() + " probabilities; expected one for "
                        + "each of " + (options.isPresent() ? width + " options" : "two odours") + ", as in [0.2, 0.8].");
            }
        }
        if (options.isPresent()) {
            options.get().requireSuitable(width, trialsPerBlock);
        }
    }

    /** Returns what the reward signal holds. */
    Reward signal() {
        return reward.orElse(options.isPresent() ? Reward.RAW : Reward.EXPECTED);
    }

    /** Returns how many trials a session has. */
    int trialsPerSession() {
        return trials.orElse(blocks.size() * trialsPerBlock);
    }

    /** Returns how many animals there are: of odours one in each recording, of options one in all, if nothing is said. */
    int animals() {
        return subjects.orElse(options.isPresent() ? 1 : trajectories);
    }

    /** Returns what a fit is told of. */
    Design.Telling telling() {
        return Tellings.of(known, resamplings);
    }

    /** Returns the same experiment with another design; each animal has as many recordings. */
    ForagingSettings with(Design design) {
        Design.Size size = design.size();
        boolean same = size.subjects() == animals();
        int recordings = same ? trajectories : size.subjects() * Math.ceilDiv(trajectories, animals());
        return new ForagingSettings(truth, recordings, size.heldOut(), blocks, trialsPerBlock, Optional.of(size.trials()),
                same ? subjects : Optional.of(size.subjects()), Tellings.known(design.telling()), design.telling().resamplings(), reward,
                window, inputMean, inputNoise, mostRejections, options);
    }

    /** Returns between how many odours or options is chosen. */
    int width() {
        return blocks.getFirst().size();
    }
}
