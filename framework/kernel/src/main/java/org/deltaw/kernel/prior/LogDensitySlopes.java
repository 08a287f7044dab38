package org.deltaw.kernel.prior;

/** The first two derivatives of the logarithm of a density, within its bounds. */
sealed interface LogDensitySlopes {
    /** Returns the first derivative. */
    double first(double value);

    /** Returns the second derivative. */
    double second(double value);

    /** Of a normal density. */
    record Normal(double mean, double precision) implements LogDensitySlopes {
        @Override
        public double first(double value) {
            return (mean - value) * precision;
        }

        @Override
        public double second(double value) {
            return -precision;
        }
    }

    /** Of a density that is the same everywhere. */
    record Constant() implements LogDensitySlopes {
        @Override
        public double first(double value) {
            return 0;
        }

        @Override
        public double second(double value) {
            return 0;
        }
    }

    /** Of Student's t-density, {@code (1 + z^2 / n)^(-(n + 1) / 2)} with {@code z = (x - location) / scale}. */
    record StudentT(double degreesOfFreedom, double location, double scale) implements LogDensitySlopes {
        @Override
        public double first(double value) {
            double z = (value - location) / scale;
            return -(degreesOfFreedom + 1) * z / (degreesOfFreedom + z * z) / scale;
        }

        @Override
        public double second(double value) {
            double z = (value - location) / scale;
            double sum = degreesOfFreedom + z * z;
            return -(degreesOfFreedom + 1) * (degreesOfFreedom - z * z) / (sum * sum) / (scale * scale);
        }
    }

    /** Of a log-normal density. */
    record LogNormal(double mean, double variance) implements LogDensitySlopes {
        @Override
        public double first(double value) {
            return -(1 + (Math.log(value) - mean) / variance) / value;
        }

        @Override
        public double second(double value) {
            return (1 + (Math.log(value) - mean - 1) / variance) / (value * value);
        }
    }

    /** Of a beta density, {@code x^(a - 1) (1 - x)^(b - 1)}. */
    record Beta(double first, double second) implements LogDensitySlopes {
        @Override
        public double first(double value) {
            return power(first - 1, 1 / value) - power(second - 1, 1 / (1 - value));
        }

        @Override
        public double second(double value) {
            return -power(first - 1, 1 / (value * value)) - power(second - 1, 1 / ((1 - value) * (1 - value)));
        }

        /** A factor that is not there has no slope on its bound either. */
        private static double power(double exponent, double slope) {
            return exponent == 0 ? 0 : exponent * slope;
        }
    }
}
