package org.deltaw.kernel.model;

import java.util.random.RandomGenerator;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;

/**
 * Draws values of a parameter to start from. One with an initial distribution has that. Of the others, one within two finite bounds is
 * uniform between them at every other start, and where the deviation
 * is larger than the room; one with a single bound that it does not start at keeps its distance from the bound, but
 * for a log-normal factor; everything else is normal around where it starts, with the standard deviation given, and reflected at bounds.
 *
 * @param number of the start
 */
record RandomStart(Parameter parameter, int number) {
    double draw(double from, double size, RandomGenerator random) {
        Parameter.Bounds bounds = parameter.bounds();
        boolean below = bounds.lower() > Double.NEGATIVE_INFINITY;
        boolean above = bounds.upper() < Double.POSITIVE_INFINITY;
        if (parameter.initial() instanceof Initial.Normal) {
            return bounds.clamp(parameter.initial().draw(random));
        }
        double width = bounds.upper() - bounds.lower();
        if (below && above && (number % 2 == 0 || size > width)) {
            return bounds.lower() + random.nextDouble() * width;
        }
        double normal = random.nextGaussian();
        double bound = below ? bounds.lower() : bounds.upper();
        if (below != above && from != bound) {
            return bound + (from - bound) * Math.exp(normal);
        }
        return reflected(from + size * normal, bounds);
    }

    private static double reflected(double value, Parameter.Bounds bounds) {
        double inner = value < bounds.lower() ? 2 * bounds.lower() - value : value > bounds.upper() ? 2 * bounds.upper() - value : value;
        return bounds.clamp(inner);
    }
}
