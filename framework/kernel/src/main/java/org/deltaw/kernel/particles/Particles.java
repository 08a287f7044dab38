package org.deltaw.kernel.particles;

import java.util.Arrays;
import java.util.List;

/**
 * Points that weigh the same. Arrays are not to be changed.
 *
 * @param points the particles
 * @param logPrior of each the logarithm of the prior density
 * @param logLikelihood of each the logarithm of the likelihood
 */
public record Particles(double[][] points, double[] logPrior, double[] logLikelihood) {
    /** Returns how many there are. */
    public int count() {
        return points.length;
    }

    /** Returns the logarithm of the posterior density of a particle, up to the evidence. */
    public double logPosterior(int particle) {
        return logPrior[particle] + logLikelihood[particle];
    }

    /** Returns some of them, in a given order, each as often as it is named. */
    Particles select(int... which) {
        Particles selected = new Particles(new double[which.length][], new double[which.length], new double[which.length]);
        for (int i = 0; i < which.length; i++) {
            selected.points[i] = points[which[i]];
            selected.logPrior[i] = logPrior[which[i]];
            selected.logLikelihood[i] = logLikelihood[which[i]];
        }
        return selected;
    }

    /** Puts particles together, in their order. */
    static Particles of(List<Particles> parts) {
        return new Particles(parts.stream().flatMap(part -> Arrays.stream(part.points)).toArray(double[][]::new),
                parts.stream().flatMapToDouble(part -> Arrays.stream(part.logPrior)).toArray(),
                parts.stream().flatMapToDouble(part -> Arrays.stream(part.logLikelihood)).toArray());
    }
}
