package org.deltaw.plugin.cmaes;

import java.util.Optional;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;
import org.deltaw.spi.optimizer.Accuracy;

/** How CMA-ES samples, and when it ends. */
public record CmaEsSettings(
        @Setting("how many points a generation has, at least 4; by default 4 plus the whole part of three times the natural "
                        + "logarithm of the number of parameters")
                Optional<Integer> population,
        @Setting(value = "standard deviation of the first generation's points around the start: the minimum should lie within "
                        + "about three of it", byDefault = "0.5", min = 0)
                double initialDeviation,
        @Setting(value = "it ends when the losses of a generation, and the best of the last ones, differ by less than this "
                        + "fraction of the loss", byDefault = "1e-12", min = 0)
                double lossTolerance,
        @Setting(value = "it ends when the standard deviation along every parameter is less than this fraction of the initial one",
                        byDefault = "1e-8", min = 0)
                double stepTolerance) {
    /** With fewer, there are no two parents and as many that are not. */
    private static final int SMALLEST_POPULATION = 4;
    private static final double COARSE = 1e-6;
    private static final double COARSE_LOSS = 1e-9;

    public CmaEsSettings {
        population.filter(points -> points < SMALLEST_POPULATION).ifPresent(points -> {
            throw new InvalidSpecException("population", "The population is " + points + "; expected at least "
                    + SMALLEST_POPULATION + " points.");
        });
        if (!(initialDeviation > 0)) {
            throw new InvalidSpecException("initial-deviation", "The initial-deviation is " + initialDeviation
                    + "; expected a positive number.");
        }
    }

    /** Returns tolerances for an accuracy: these, or larger ones. */
    CmaEsSettings at(Accuracy accuracy) {
        return switch (accuracy) {
            case FULL -> this;
            case COARSE -> new CmaEsSettings(population, initialDeviation, Math.max(lossTolerance, COARSE_LOSS),
                    Math.max(stepTolerance, COARSE));
        };
    }
}
