package org.deltaw.kernel.prior;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.CauchyDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.LogNormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.distribution.TruncatedNormalDistribution;
import org.apache.commons.statistics.distribution.UniformContinuousDistribution;
import org.deltaw.spi.Seed;
import org.deltaw.spi.parameter.Parameter;

/** The density of a prior over the values that its parameter may have, over which it adds up to 1. Immutable and thread-safe. */
public final class PriorDensity {
    private static final double HALF = 0.5;

    private final ContinuousDistribution distribution;
    private final LogDensitySlopes slopes;
    private final double location;
    private final double scale;
    private final Parameter.Bounds bounds;
    private final double logMass;

    /**
     * Cuts a distribution.
     *
     * @param distribution of {@code (x - location) / scale}
     * @param bounds of x
     * @param logMass the logarithm of how much of the distribution lies within the bounds, times the scale
     */
    private PriorDensity(ContinuousDistribution distribution, LogDensitySlopes slopes, double location, double scale,
            Parameter.Bounds bounds, double logMass) {
        this.distribution = distribution;
        this.slopes = slopes;
        this.location = location;
        this.scale = scale;
        this.bounds = bounds;
        this.logMass = logMass;
    }

    /**
     * Returns the density of a prior over the values that are allowed.
     *
     * @param bounds of the parameter
     * @throws IllegalArgumentException if next to none of it lies within the bounds
     */
    public static PriorDensity of(Prior prior, Parameter.Bounds bounds) {
        Parameter.Bounds own = prior.bounds().orElse(Parameter.Bounds.NONE);
        double lower = Math.max(own.lower(), bounds.lower());
        double upper = Math.min(own.upper(), bounds.upper());
        if (!(lower < upper)) {
            throw nothingWithin(prior, bounds);
        }
        Parameter.Bounds both = new Parameter.Bounds(lower, upper);
        return switch (prior) {
            case Prior.Normal(double mean, double deviation) -> normal(prior, mean, deviation, both);
            case Prior.HalfNormal(double deviation) -> normal(prior, 0, deviation, both);
            case Prior.Uniform _ ->
                    new PriorDensity(UniformContinuousDistribution.of(lower, upper), new LogDensitySlopes.Constant(), 0, 1, both, 0);
            case Prior.StudentT(double degrees, double location, double scale) -> cut(prior, TDistribution.of(degrees),
                    new LogDensitySlopes.StudentT(degrees, location, scale), location, scale, both);
            case Prior.HalfCauchy(double scale) ->
                    cut(prior, CauchyDistribution.of(0, scale), new LogDensitySlopes.StudentT(1, 0, scale), 0, 1, both);
            case Prior.LogNormal(double mean, double deviation) -> cut(prior, LogNormalDistribution.of(mean, deviation),
                    new LogDensitySlopes.LogNormal(mean, deviation * deviation), 0, 1, both);
            case Prior.Beta(double first, double second) ->
                    cut(prior, BetaDistribution.of(first, second), new LogDensitySlopes.Beta(first, second), 0, 1, both);
        };
    }

    /** A normal distribution is known far from its centre, too. */
    private static PriorDensity normal(Prior prior, double mean, double deviation, Parameter.Bounds bounds) {
        try {
            ContinuousDistribution cut = TruncatedNormalDistribution.of(mean, deviation, bounds.lower(), bounds.upper());
            return new PriorDensity(cut, new LogDensitySlopes.Normal(mean, 1 / (deviation * deviation)), 0, 1, bounds, 0);
        } catch (IllegalArgumentException nothingLeft) {
            IllegalArgumentException refusal = nothingWithin(prior, bounds);
            refusal.initCause(nothingLeft);
            throw refusal;
        }
    }

    private static PriorDensity cut(Prior prior, ContinuousDistribution whole, LogDensitySlopes slopes, double location, double scale,
            Parameter.Bounds bounds) {
        double mass = whole.probability((bounds.lower() - location) / scale, (bounds.upper() - location) / scale);
        if (!(mass > 0)) {
            throw nothingWithin(prior, bounds);
        }
        return new PriorDensity(whole, slopes, location, scale, bounds, Math.log(mass * scale));
    }

    private static IllegalArgumentException nothingWithin(Prior prior, Parameter.Bounds bounds) {
        String which = switch (prior) {
            case Prior.Normal(double mean, double deviation) ->
                    "a normal prior with mean " + mean + " and standard deviation " + deviation;
            case Prior.Uniform(double lower, double upper) -> "a uniform prior from " + lower + " to " + upper;
            case Prior.StudentT(double degrees, double location, double scale) ->
                    "a student-t prior with " + degrees + " degrees of freedom, location " + location + " and scale " + scale;
            case Prior.HalfNormal(double deviation) -> "a half-normal prior with standard deviation " + deviation;
            case Prior.HalfCauchy(double scale) -> "a half-cauchy prior with scale " + scale;
            case Prior.LogNormal(double mean, double deviation) ->
                    "a log-normal prior with mean " + mean + " and standard deviation " + deviation + " of the logarithm";
            case Prior.Beta(double first, double second) -> "a beta prior with " + first + " and " + second;
        };
        return new IllegalArgumentException("None of " + which + " lies between the bounds " + bounds.lower() + " and " + bounds.upper()
                + "; choose another prior, or other bounds.");
    }

    /** Returns the natural logarithm of the density; minus infinity beyond the bounds. */
    public double logDensity(double value) {
        return value < bounds.lower() || value > bounds.upper() ? Double.NEGATIVE_INFINITY
                : distribution.logDensity((value - location) / scale) - logMass;
    }

    /** Returns the derivative of the logarithm at a value within the bounds. */
    public double slope(double value) {
        return slopes.first(value);
    }

    /**
     * Returns minus the second derivative of the logarithm at a value within the bounds, or 0 where that is negative, as in the tails of
     * a t-density, so that a search for the mode still leads uphill.
     */
    public double curvature(double value) {
        return Math.max(0, -slopes.second(value));
    }

    /** Tells whether it is infinite on a bound, so that it has no mode. */
    public boolean isUnbounded() {
        return logDensity(bounds.lower()) == Double.POSITIVE_INFINITY || logDensity(bounds.upper()) == Double.POSITIVE_INFINITY;
    }

    /** Returns the least and the largest value that it allows. */
    public Parameter.Bounds bounds() {
        return bounds;
    }

    /** Draws a value, by inversion; the same seed gives the same one. */
    public double draw(Seed seed) {
        return quantile(seed.generator().nextDouble());
    }

    /** Returns below which value it has a share of its mass. */
    public double quantile(double share) {
        double lower = (bounds.lower() - location) / scale;
        double upper = (bounds.upper() - location) / scale;
        double below = distribution.cumulativeProbability(lower);
        // In the upper tail there is more to tell apart from above.
        double t = below < HALF
                ? distribution.inverseCumulativeProbability(below + share * (distribution.cumulativeProbability(upper) - below))
                : distribution.inverseSurvivalProbability(distribution.survivalProbability(lower)
                        - share * (distribution.survivalProbability(lower) - distribution.survivalProbability(upper)));
        return bounds.clamp(location + scale * t);
    }
}
