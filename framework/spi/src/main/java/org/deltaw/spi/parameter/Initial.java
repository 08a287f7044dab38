package org.deltaw.spi.parameter;

import java.util.random.RandomGenerator;

/** How a parameter or a state gets its first value. */
public sealed interface Initial {
    /** Draws one value. */
    double draw(RandomGenerator random);

    /** Starts at a given value. */
    static Initial at(double value) {
        return new Constant(value);
    }

    /** Starts at a normally distributed value; a standard deviation of 0 gives the mean. */
    static Initial normal(double mean, double standardDeviation) {
        return standardDeviation == 0 ? new Constant(mean) : new Normal(mean, standardDeviation);
    }

    /** The same value everywhere. */
    record Constant(double value) implements Initial {
        @Override
        public double draw(RandomGenerator random) {
            return value;
        }
    }

    /** Independent, normally distributed values. */
    record Normal(double mean, double standardDeviation) implements Initial {
        public Normal {
            if (!(standardDeviation > 0)) {
                throw new IllegalArgumentException("A standard deviation must be positive, found "
                        + standardDeviation + ".");
            }
        }

        @Override
        public double draw(RandomGenerator random) {
            return mean + standardDeviation * random.nextGaussian();
        }
    }
}
