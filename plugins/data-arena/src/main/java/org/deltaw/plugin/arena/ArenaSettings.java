package org.deltaw.plugin.arena;

import java.util.List;
import java.util.stream.Stream;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;
import org.deltaw.spi.data.Resamplings;

/** Which flies, what counts as an encounter, and what a model is told about them. */
public record ArenaSettings(
        @Setting("the flies: a folder for each, with a file all_variables_contingency_1.mat and so on for each block; relative to the "
                        + "spec's directory; names may hold * and ?, as in [arena/*Fly4]")
                List<String> folders,
        @Setting(value = "what a step is: an odour that the fly meets and accepts or rejects (encounter), or a trial with its choice "
                        + "between the two (choice)", byDefault = "encounter")
                Step step,
        @Setting(value = "what the reward signal is: the reward minus its expectation (expected), or the reward as "
                        + "recorded (raw)", byDefault = "expected")
                Reward reward,
        @Setting(value = "the number of last trials, across blocks, whose mean reward is the expectation", byDefault = "10", min = 1)
                int window,
        @Setting(value = "which entry of the record is a trial's reward: its own (recorded), or that of the trial before (shifted), which "
                        + "is wrong in more than a quarter of trials, and only for comparison with published tables that have it so",
                        byDefault = "recorded")
                Rewards rewards,
        @Setting(value = "how long a visit must take to count as a rejection of its odour, in seconds", byDefault = "0", min = 0)
                double shortestVisit,
        @Setting(value = "whether a visit must leave the centre of the arena to count as a rejection", byDefault = "false")
                boolean pastCentre,
        @Setting(value = "how many blocks to use, from the first on; those that are missing are told", byDefault = "3", min = 1)
                int blocks,
        @Setting(value = "flies to which no rule is fitted, by name, as in [Fly4]", byDefault = "[]") List<String> heldOut,
        @Setting(value = "how many trajectories each fly gives, every one with input noise of its own: a number; or automatic: "
                        + "1 without input noise, else 20, and more where the likelihood rests on too few of them",
                        byDefault = "automatic")
                Resamplings resamplings,
        @Setting(value = "mean of the inputs that an odour excites, without unit", byDefault = "0.75")
                double inputMean,
        @Setting(value = "standard deviation of the noise of every input in every step, without unit",
                        byDefault = "0", min = 0)
                double inputNoise) {
    /** The key of what is wrong with a record. */
    static final String FOLDERS = "folders";

    /** What a step of a trajectory is. */
    public enum Step {
        /** An odour that is accepted or rejected. */
        ENCOUNTER,
        /** A trial, with the choice of one of two odours. */
        CHOICE
    }

    /** What the reward signal holds. */
    public enum Reward {
        /** The reward minus the mean of the last trials' rewards. */
        EXPECTED,
        /** The reward as recorded. */
        RAW
    }

    /** Which entry of the record is taken for the reward of a trial. */
    public enum Rewards {
        /** Its own. */
        RECORDED,
        /** That of the trial before, for the odour that is chosen now. */
        SHIFTED
    }

    public ArenaSettings {
        folders = List.copyOf(folders);
        heldOut = List.copyOf(heldOut);
        if (folders.isEmpty()) {
            throw new InvalidSpecException(FOLDERS, "The list is empty, expected at least one folder, as in [arena/*Fly4].");
        }
        requireFinite("shortest-visit", shortestVisit);
        requireFinite("input-mean", inputMean);
        requireFinite("input-noise", inputNoise);
    }

    private static void requireFinite(String key, double value) {
        if (!Double.isFinite(value)) {
            throw new InvalidSpecException(key, "Found " + value + ", expected a finite number, as in 0.5.");
        }
    }

    /** Lists the encounters of a trial: rejections as far as visits count as such, and the choice. */
    List<Trial.Encounter> encounters(Trial trial) {
        List<Trial.Encounter> all = trial.encounters();
        return Stream.concat(all.stream().limit(all.size() - 1L).filter(encounter -> isRejection(encounter.visit())),
                Stream.of(all.getLast())).toList();
    }

    /** Tells whether inputs have noise, and so differ between the trajectories of a fly. */
    private boolean isNoisy() {
        return step == Step.ENCOUNTER && inputNoise > 0;
    }

    /** Tells whether more trajectories of a fly may be drawn. */
    boolean mayDrawMore() {
        return resamplings.isAutomatic() && isNoisy();
    }

    /** Returns how many trajectories each fly gives at first. */
    int first() {
        return resamplings.isAutomatic() && !isNoisy() ? 1 : resamplings.first();
    }

    /** Tells whether a visit that did not end in a choice is a rejection. */
    boolean isRejection(Visit visit) {
        return visit.seconds() >= shortestVisit && (visit.pastCentre() || !pastCentre);
    }
}
