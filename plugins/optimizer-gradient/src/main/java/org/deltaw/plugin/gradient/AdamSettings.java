package org.deltaw.plugin.gradient;

import java.util.Optional;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;

/** How Adam steps. */
public record AdamSettings(
        @Setting(value = "the step size: about how far a parameter moves in one update", byDefault = "0.001", min = 0)
                double learningRate,
        @Setting(value = "whether parameters change after every trajectory or after all of them",
                        byDefault = "per-trajectory")
                Update update,
        @Setting(value = "decay of the mean of gradients", byDefault = "0.9", min = 0, max = 1) double beta1,
        @Setting(value = "decay of the mean of squared gradients", byDefault = "0.999", min = 0, max = 1) double beta2,
        @Setting(value = "what is added to the root of the mean of squares", byDefault = "1e-8", min = 0) double epsilon,
        @Setting("the largest norm of a gradient; longer ones are shortened") Optional<Double> gradientClip) {
    public AdamSettings {
        requireDecay("beta1", beta1);
        requireDecay("beta2", beta2);
        if (!(epsilon > 0)) {
            throw new InvalidSpecException("epsilon", "The epsilon is " + epsilon + "; expected a positive number.");
        }
        GradientSettings.requirePositive(gradientClip);
    }

    /** A decay of 1 would keep the means at 0 for ever, and 0 divided by 0 is not a number. */
    private static void requireDecay(String key, double decay) {
        if (!(decay >= 0 && decay < 1)) {
            throw new InvalidSpecException(key, "The decay " + key + " is " + decay
                    + "; expected at least 0 and less than 1.");
        }
    }
}
