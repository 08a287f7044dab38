package org.deltaw.kernel.particles;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.deltaw.kernel.sample.LogDensity;
import org.deltaw.spi.Seed;
import org.jspecify.annotations.Nullable;

/**
 * One run of particles from where they start, with the density q, to the posterior, along {@code q^(1 - b) (prior x likelihood)^b} with b
 * from 0 to 1 (Neal, "Annealed importance sampling", Statistics and Computing 11, 2001; Del Moral, Doucet and Jasra, Journal of the Royal
 * Statistical Society B 68, 2006, section 3.3.2.3). It asks for the density at points, is told it, and asks for the next ones. Each
 * temperature has random numbers of its own, so that a run goes on from the end of any as if it had never stopped.
 */
final class ParticleRun {
    private final StartDistribution start;
    private final Seed seed;
    private double[][] first = {};
    private @Nullable Tempering tempering;
    private RunState state;

    /**
     * Begins or goes on.
     *
     * @param count of particles
     * @param state where it stands
     */
    ParticleRun(StartDistribution start, int count, Seed seed, RunState state) {
        this.start = start;
        this.seed = seed;
        this.state = state;
        if (state.isBegun()) {
            temper();
        } else {
            first = start.spread(count, seed.child(0));
        }
    }

    /** Returns where it stands after the last temperature that is done. */
    RunState state() {
        return state;
    }

    /** Returns the points at which the density is to be evaluated next; none at the end of the path. */
    double[][] asks() {
        return tempering == null ? first : tempering.asks();
    }

    /**
     * Is told what the density is at the points it asked for.
     *
     * @param offset of its points among all
     * @throws IllegalArgumentException if the density is 0 at all points that are drawn at first
     */
    void told(LogDensity.Values values, int offset) {
        if (tempering == null) {
            state = started(values, offset);
            temper();
        } else if (!tempering.told(values, offset)) {
            state = tempering.end();
            temper();
        }
    }

    private RunState started(LogDensity.Values values, int offset) {
        Particles particles = new Particles(first, Arrays.copyOfRange(values.prior(), offset, offset + first.length),
                Arrays.copyOfRange(values.likelihood(), offset, offset + first.length));
        first = new double[0][];
        if (IntStream.range(0, particles.count()).noneMatch(i -> particles.logPosterior(i) > Double.NEGATIVE_INFINITY)) {
            throw new IllegalArgumentException("At none of " + particles.count() + " points drawn from the prior and around "
                    + "modes is the posterior more than 0.");
        }
        return new RunState(0, 0, 0, particles.count(), particles);
    }

    private void temper() {
        tempering = state.isDone() ? null : new Tempering(start, seed.child(state.temperatures() + 1), state);
    }
}
