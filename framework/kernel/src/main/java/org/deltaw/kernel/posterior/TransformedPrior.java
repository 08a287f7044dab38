package org.deltaw.kernel.posterior;

import org.deltaw.kernel.prior.PriorDensity;
import org.deltaw.spi.Seed;

/**
 * A prior of a value within bounds, as one of a coordinate without.
 *
 * @param transformation from the coordinate to the value
 * @param density of the value
 */
record TransformedPrior(Transformation transformation, PriorDensity density) {
    double logDensity(double z) {
        return density.logDensity(transformation.value(z)) + transformation.logSlope(z);
    }

    double slope(double z) {
        return density.slope(transformation.value(z)) * transformation.slope(z) + transformation.logSlopeSlope(z);
    }

    double draw(Seed seed) {
        return transformation.inverse(density.draw(seed));
    }
}
