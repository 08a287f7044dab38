package org.deltaw.plugin.fly;

import java.util.List;
import java.util.Optional;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;
import org.deltaw.spi.data.Resamplings;

/** Which flies, and what a model is told about them. */
public record FlySettings(
        @Setting("the recordings: MATLAB files, relative to the spec's directory; names may hold * and ?, as in "
                        + "[flies/*.mat]; published files of this layout, converted from the record of Rajagopalan et al. (PNAS "
                        + "2023), have made-up rejections and rewards of other trials: for those flies use the source arena")
                List<String> files,
        @Setting(value = "how many trajectories each recording gives, every one with input noise of its own: a number; or automatic: "
                        + "1 without input noise, else 20, and more where the likelihood rests on too few of them",
                        byDefault = "automatic")
                Resamplings resamplings,
        @Setting(value = "what the reward signal is: the reward minus its expectation (expected), or the reward as "
                        + "recorded (raw)", byDefault = "expected")
                Reward reward,
        @Setting(value = "the number of last trials whose mean reward is the expectation", byDefault = "10", min = 1)
                int window,
        @Setting(value = "mean of the inputs that an odour excites, without unit", byDefault = "0.75")
                double inputMean,
        @Setting(value = "standard deviation of the noise of every input in every step, without unit",
                        byDefault = "0.05", min = 0)
                double inputNoise,
        @Setting("first and last trial to use, counted from 1, as in 1-80; without it all are used")
                Optional<String> trials) {
    /** What the reward signal holds. */
    public enum Reward {
        /** The reward minus the mean of the last trials' rewards. */
        EXPECTED,
        /** The reward as recorded. */
        RAW
    }

    public FlySettings {
        files = List.copyOf(files);
        if (files.isEmpty()) {
            throw new InvalidSpecException("files", "The list is empty, expected at least one recording, as in "
                    + "[Fly1.mat].");
        }
        requireFinite("input-mean", inputMean);
        requireFinite("input-noise", inputNoise);
        trials.ifPresent(TrialRange::parse);
    }

    private static void requireFinite(String key, double value) {
        if (!Double.isFinite(value)) {
            throw new InvalidSpecException(key, "Found " + value + ", expected a finite number, as in 0.05.");
        }
    }

    /** Tells whether more trajectories of a recording may be drawn. */
    boolean mayDrawMore() {
        return resamplings.isAutomatic() && inputNoise > 0;
    }

    /** Returns how many trajectories each recording gives at first. */
    int first() {
        return resamplings.isAutomatic() && inputNoise == 0 ? 1 : resamplings.first();
    }

    /** Returns the trials to use; empty for all. */
    Optional<TrialRange> range() {
        return trials.map(TrialRange::parse);
    }
}
