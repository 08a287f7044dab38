package org.deltaw.plugin.gradient;

import java.util.Optional;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;

/** How plain gradient descent steps. */
public record GradientSettings(
        @Setting(value = "by what the gradient is multiplied for a step", byDefault = "0.01", min = 0) double learningRate,
        @Setting(value = "whether parameters change after every trajectory or after all of them",
                        byDefault = "per-trajectory")
                Update update,
        @Setting("the largest norm of a gradient; longer ones are shortened") Optional<Double> gradientClip) {
    public GradientSettings {
        requirePositive(gradientClip);
    }

    static void requirePositive(Optional<Double> gradientClip) {
        gradientClip.filter(limit -> !(limit > 0)).ifPresent(limit -> {
            throw new InvalidSpecException("gradient-clip", "The gradient-clip is " + limit + "; expected a positive number.");
        });
    }
}
