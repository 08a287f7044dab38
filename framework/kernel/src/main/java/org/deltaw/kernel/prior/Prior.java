package org.deltaw.kernel.prior;

import java.util.Optional;
import org.deltaw.spi.parameter.Parameter;

/**
 * What is believed of a parameter before the data: a family of distributions and its numbers, as a user states them. Where the
 * parameter has bounds its density is cut there, so that its density adds up to 1 over the values that are allowed; a
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
            require(Double.isFinite(mean) && isScale(deviation), "A normal prior needs a mean and a standard deviation above 0, as in "
                    + "[0, 1], found [" + mean + ", " + deviation + "].");
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
            require(Double.isFinite(lower) && Double.isFinite(upper) && lower < upper, "A uniform prior needs its least and its largest "
                    + "value, as in [0, 1], found [" + lower + ", " + upper + "].");
        }

        @Override
        public Optional<Parameter.Bounds> bounds() {
            return Optional.of(new Parameter.Bounds(lower, upper));
        }
    }

    /**
     * Student's t-distribution, moved and stretched; with one degree of freedom it is Cauchy's.
     *
     * @param degreesOfFreedom above 0
     * @param location its centre, in the unit of the parameter
     * @param scale by which it is stretched, above 0; larger than it is the standard deviation
     */
    record StudentT(double degreesOfFreedom, double location, double scale) implements Prior {
        public StudentT {
            require(isScale(degreesOfFreedom) && Double.isFinite(location) && isScale(scale), "A student-t prior needs degrees of freedom "
                    + "above 0, a location and a scale above 0, as in [4, 0, 1], found [" + degreesOfFreedom + ", " + location + ", "
                    + scale + "].");
        }

        @Override
        public Optional<Parameter.Bounds> bounds() {
            return Optional.empty();
        }
    }

    /**
     * The upper half of a normal distribution with mean 0.
     *
     * @param deviation the standard deviation of the whole, above 0
     */
    record HalfNormal(double deviation) implements Prior {
        public HalfNormal {
            require(isScale(deviation), "A half-normal prior needs a standard deviation above 0, as in 1, found " + deviation + ".");
        }

        @Override
        public Optional<Parameter.Bounds> bounds() {
            return POSITIVE;
        }
    }

    /**
     * The upper half of a Cauchy distribution around 0.
     *
     * @param scale its median, above 0
     */
    record HalfCauchy(double scale) implements Prior {
        public HalfCauchy {
            require(isScale(scale), "A half-cauchy prior needs a scale above 0, as in 0.2, found " + scale + ".");
        }

        @Override
        public Optional<Parameter.Bounds> bounds() {
            return POSITIVE;
        }
    }

    /**
     * The log-normal distribution: the logarithm is normally distributed.
     *
     * @param mean of the logarithm
     * @param deviation of the logarithm, above 0
     */
    record LogNormal(double mean, double deviation) implements Prior {
        public LogNormal {
            require(Double.isFinite(mean) && isScale(deviation), "A log-normal prior needs a mean and a standard deviation above 0 of the "
                    + "logarithm, as in [0, 1], found [" + mean + ", " + deviation + "].");
        }

        @Override
        public Optional<Parameter.Bounds> bounds() {
            return POSITIVE;
        }
    }

    /**
     * The beta distribution, of values between 0 and 1.
     *
     * @param first above 0; the larger it is beside the second, the nearer to 1 are the values
     * @param second above 0
     */
    record Beta(double first, double second) implements Prior {
        public Beta {
            require(isScale(first) && isScale(second), "A beta prior needs two numbers above 0, as in [2, 2], found [" + first + ", "
                    + second + "].");
        }

        @Override
        public Optional<Parameter.Bounds> bounds() {
            return Optional.of(new Parameter.Bounds(0, 1));
        }
    }

    /** What is of a scale is not negative. */
    Optional<Parameter.Bounds> POSITIVE = Optional.of(new Parameter.Bounds(0, Double.POSITIVE_INFINITY));

    private static boolean isScale(double number) {
        return number > 0 && !Double.isInfinite(number);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Returns between which values it has a density; empty if everywhere. */
    Optional<Parameter.Bounds> bounds();
}
