package org.deltaw.kernel;

import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;

/** How trajectories are used, whatever data source they come from. */
public record DataSettings(
        @Setting(value = "share of each trajectory's trials, from the first, to which rules are fitted; the rest is "
                        + "held out",
                        byDefault = "1", max = 1)
                double trainingFraction) {
    /** Rules are fitted to all trials. */
    public static final DataSettings ALL = new DataSettings(1);

    public DataSettings {
        if (!(trainingFraction > 0 && trainingFraction <= 1)) {
            throw new InvalidSpecException("training-fraction", "The share is " + trainingFraction
                    + "; expected more than 0 and at most 1, as in 0.75.");
        }
    }
}
