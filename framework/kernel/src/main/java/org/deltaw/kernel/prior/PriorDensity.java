package org.deltaw.kernel.prior;

import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.TruncatedNormalDistribution;
import org.apache.commons.statistics.distribution.UniformContinuousDistribution;
import org.deltaw.spi.Seed;
import org.deltaw.spi.parameter.Parameter;

/**
 * The density of a prior over the values that its parameter may have, over which it adds up to 1. Its logarithm is quadratic between
 * the bounds, {@code log p(x) = peak - (x - mean)^2 precision / 2}; without precision it is constant. Immutable and thread-safe.
 */
public final class PriorDensity {
    private final ContinuousDistribution distribution;
    private final double mean;
    private final double precision;

    private PriorDensity(ContinuousDistribution distribution, double mean, double precision) {
        this.distribution = distribution;
        this.mean = mean;
        this.precision = precision;
    }

    static PriorDensity normal(double mean, double deviation, Parameter.Bounds bounds) {
        try {
            ContinuousDistribution cut =
                    TruncatedNormalDistribution.of(mean, deviation, bounds.lower(), bounds.upper());
            return new PriorDensity(cut, mean, 1 / (deviation * deviation));
        } catch (IllegalArgumentException nothingLeft) {
            throw new IllegalArgumentException("None of a normal prior with mean " + mean + " and standard deviation "
                    + deviation + " lies between the bounds " + bounds.lower() + " and " + bounds.upper()
                    + "; choose another prior, or other bounds.", nothingLeft);
        }
    }

    static PriorDensity uniform(Parameter.Bounds own, Parameter.Bounds bounds) {
        double lower = Math.max(own.lower(), bounds.lower());
        double upper = Math.min(own.upper(), bounds.upper());
        if (!(lower < upper)) {
            throw new IllegalArgumentException("None of a uniform prior from " + own.lower() + " to " + own.upper()
                    + " lies between the bounds " + bounds.lower() + " and " + bounds.upper() + "; choose another prior, or other bounds.");
        }
        return new PriorDensity(UniformContinuousDistribution.of(lower, upper), lower, 0);
    }

    /** Returns the natural logarithm of the density; minus infinity beyond the bounds. */
    public double logDensity(double value) {
        return distribution.logDensity(value);
    }

    /** Returns the derivative of the logarithm at a value within the bounds. */
    public double slope(double value) {
        return (mean - value) * precision;
    }

    /** Returns minus the second derivative of the logarithm within the bounds, which is the precision: the same everywhere, 0 or more. */
    public double precision() {
        return precision;
    }

    /** Returns the least and the largest value that it allows. */
    public Parameter.Bounds bounds() {
        return new Parameter.Bounds(distribution.getSupportLowerBound(), distribution.getSupportUpperBound());
    }

    /** Draws a value, by inversion; the same seed gives the same one. */
    public double draw(Seed seed) {
        return distribution.inverseCumulativeProbability(seed.generator().nextDouble());
    }
}
