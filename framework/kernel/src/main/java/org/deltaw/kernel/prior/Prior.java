package org.deltaw.kernel.prior;

import java.util.Optional;
import org.deltaw.spi.parameter.Parameter;

/**
 * What is believed of a parameter before the data: a family of distributions and its numbers, as a user states them. Where the
 * parameter has bounds it is {@linkplain #within cut there}, so that its density adds up to 1 over the values that are allowed; a
 * normal prior with mean 0 of a parameter that cannot be negative is a half-normal one.
 */
public sealed interface Prior {
    /**
     * The normal distribution.
     *
     * @param mean in the unit of the parameter
     * @param deviation the standard deviation, above 0
     */
    record Normal(double mean, double deviation) implements Prior {
        public Normal {
            if (!Double.isFinite(mean) || !(deviation > 0) || Double.isInfinite(deviation)) {
                throw new IllegalArgumentException("A normal prior needs a mean and a standard deviation above 0, as in [0, 1], found ["
                        + mean + ", " + deviation + "].");
            }
        }

        @Override
        public Optional<Parameter.Bounds> bounds() {
            return Optional.empty();
        }
    }

    /**
     * The uniform distribution: every value from the lower to the upper one is as probable, and no other is allowed.
     *
     * @param lower in the unit of the parameter
     * @param upper above the lower one
     */
    record Uniform(double lower, double upper) implements Prior {
        public Uniform {
            if (!Double.isFinite(lower) || !Double.isFinite(upper) || !(lower < upper)) {
                throw new IllegalArgumentException("A uniform prior needs its least and its largest value, as in [0, 1], found ["
                        + lower + ", " + upper + "].");
            }
        }

        @Override
        public Optional<Parameter.Bounds> bounds() {
            return Optional.of(new Parameter.Bounds(lower, upper));
        }
    }

    /** Returns the bounds that it gives its parameter; empty if it allows every value. */
    Optional<Parameter.Bounds> bounds();

    /**
     * Returns its density over the values that are allowed.
     *
     * @param bounds of the parameter
     * @throws IllegalArgumentException if next to none of it lies within the bounds
     */
    default PriorDensity within(Parameter.Bounds bounds) {
        return switch (this) {
            case Normal normal -> PriorDensity.normal(normal.mean(), normal.deviation(), bounds);
            case Uniform uniform -> PriorDensity.uniform(new Parameter.Bounds(uniform.lower(), uniform.upper()), bounds);
        };
    }
}
