package org.deltaw.kernel.posterior;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.deltaw.kernel.prior.Hierarchy.Link;
import org.deltaw.spi.parameter.Parameter;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Leads from a number without bounds to a parameter's value within its bounds, and rises everywhere. Immutable and thread-safe.
 */
sealed interface Transformation {
    /** Returns the value, which is within the bounds, and not on them. */
    double value(double z);

    /** Returns the derivative of the value, above 0. */
    double slope(double z);

    /** Returns the logarithm of the derivative of the value, which a density is multiplied by where it is one of z. */
    double logSlope(double z);

    /** Returns the derivative of that. */
    double logSlopeSlope(double z);

    /** Returns by which number a value is reached; for one on a bound by which one next to it is. */
    double inverse(double value);

    /** Returns the mean of the values of numbers that are normally distributed. */
    double mean(double location, double deviation);

    /** Chooses one by the bounds: none of them, one or two. */
    static Transformation of(Parameter.Bounds bounds, Link link) {
        boolean below = Double.isFinite(bounds.lower());
        boolean above = Double.isFinite(bounds.upper());
        if (below && above) {
            return link == Link.PROBIT ? new Probit(bounds.lower(), bounds.upper()) : new Logit(bounds.lower(), bounds.upper());
        }
        return below ? new Exponential(bounds.lower(), 1) : above ? new Exponential(bounds.upper(), -1) : new Identity();
    }

    /** Without bounds. */
    record Identity() implements Transformation {
        @Override
        public double value(double z) {
            return z;
        }

        @Override
        public double slope(double z) {
            return 1;
        }

        @Override
        public double logSlope(double z) {
            return 0;
        }

        @Override
        public double logSlopeSlope(double z) {
            return 0;
        }

        @Override
        public double inverse(double value) {
            return value;
        }

        @Override
        public double mean(double location, double deviation) {
            return location;
        }
    }

    /**
     * With one bound: {@code bound + sign exp(sign z)}.
     *
     * @param sign 1 if values are above the bound, -1 if they are below it
     */
    record Exponential(double bound, int sign) implements Transformation {
        @Override
        public double value(double z) {
            double value = bound + sign * Math.exp(sign * z);
            return value == bound ? next(bound, sign) : value;
        }

        @Override
        public double slope(double z) {
            return Math.exp(sign * z);
        }

        @Override
        public double logSlope(double z) {
            return sign * z;
        }

        @Override
        public double logSlopeSlope(double z) {
            return sign;
        }

        @Override
        public double inverse(double value) {
            return sign * Math.log(sign * ((value == bound ? next(bound, sign) : value) - bound));
        }

        @Override
        public double mean(double location, double deviation) {
            return bound + sign * Math.exp(sign * location + deviation * deviation / 2);
        }
    }

    /** With two bounds, {@code lower + (upper - lower) Phi(z)}: what is standard normal becomes uniform. */
    record Probit(double lower, double upper) implements Transformation {
        private static final double LOG_ROOT_TWO_PI = 0.5 * Math.log(2 * Math.PI);
        private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

        @Override
        public double value(double z) {
            return between(lower, upper, z, STANDARD.survivalProbability(Math.abs(z)));
        }

        @Override
        public double slope(double z) {
            return Math.exp(logSlope(z));
        }

        @Override
        public double logSlope(double z) {
            return Math.log(upper - lower) - LOG_ROOT_TWO_PI - z * z / 2;
        }

        @Override
        public double logSlopeSlope(double z) {
            return -z;
        }

        @Override
        public double inverse(double value) {
            double width = upper - lower;
            double inside = inside(lower, upper, value);
            return inside - lower < upper - inside ? STANDARD.inverseCumulativeProbability((inside - lower) / width)
                    : STANDARD.inverseSurvivalProbability((upper - inside) / width);
        }

        @Override
        public double mean(double location, double deviation) {
            return value(location / Math.hypot(1, deviation));
        }
    }

    /** With two bounds, {@code lower + (upper - lower) / (1 + exp(-z))}: what is logistic becomes uniform. */
    record Logit(double lower, double upper) implements Transformation {
        private static final GaussIntegrator QUADRATURE = new GaussIntegratorFactory().hermite(40);

        @Override
        public double value(double z) {
            return between(lower, upper, z, tail(z));
        }

        /** Returns the share that lies beyond, which is half at most. */
        private static double tail(double z) {
            double small = Math.exp(-Math.abs(z));
            return small / (1 + small);
        }

        @Override
        public double slope(double z) {
            double tail = tail(z);
            return (upper - lower) * tail * (1 - tail);
        }

        @Override
        public double logSlope(double z) {
            return Math.log(upper - lower) - Math.abs(z) - 2 * Math.log1p(Math.exp(-Math.abs(z)));
        }

        @Override
        public double logSlopeSlope(double z) {
            return -Math.tanh(z / 2);
        }

        @Override
        public double inverse(double value) {
            double inside = inside(lower, upper, value);
            return Math.log((inside - lower) / (upper - inside));
        }

        @Override
        public double mean(double location, double deviation) {
            double sum = 0;
            for (int i = 0; i < QUADRATURE.getNumberOfPoints(); i++) {
                sum += QUADRATURE.getWeight(i) * value(location + Math.sqrt(2) * deviation * QUADRATURE.getPoint(i));
            }
            return sum / Math.sqrt(Math.PI);
        }
    }

    /** Measures from the nearer bound, so that nothing is lost there, and stays off it. */
    private static double between(double lower, double upper, double z, double tail) {
        return inside(lower, upper, z < 0 ? lower + (upper - lower) * tail : upper - (upper - lower) * tail);
    }

    private static double inside(double lower, double upper, double value) {
        return Math.clamp(value, next(lower, 1), next(upper, -1));
    }

    private static double next(double bound, int sign) {
        return sign > 0 ? Math.nextUp(bound) : Math.nextDown(bound);
    }
}
