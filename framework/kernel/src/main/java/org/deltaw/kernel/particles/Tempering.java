package org.deltaw.kernel.particles;

import java.util.List;
import java.util.random.RandomGenerator;
import org.deltaw.kernel.sample.LogDensity;
import org.deltaw.spi.Seed;

/**
 * One temperature of a run: particles are weighed, resampled, and moved by Metropolis and Hastings steps until they do not remember where
 * they were. Moves are long and short walks by the covariance of a particle's region, and draws from the start distribution, which jump
 * between modes.
 */
final class Tempering {
    /** Long walks, and short ones for what is not normal of a region. */
    private static final double LONG = 1;
    private static final double SHORT = 0.22;
    private static final int CYCLES_AT_LEAST = 2;
    private static final int CYCLES_AT_MOST = 10;
    /** Particles whose places before and after correlate less have moved enough. */
    private static final double CORRELATION = 0.2;
    /** Which share of particles stays effective in a step of the temperature. */
    private static final double EFFECTIVE = 0.5;

    private final StartDistribution start;
    private final Seed seed;
    private final RandomGenerator random;
    private final Particles particles;
    /** Of each particle the logarithm of the start distribution's density. */
    private final double[] logStart;
    private final double[][] before;
    private final double path;
    private final double logEvidence;
    private final int temperatures;
    private final Regions regions;
    private final List<Move> cycle;
    private double[][] asked;
    private long evaluations;
    private int moves;

    /** Weighs and resamples particles. */
    Tempering(StartDistribution start, Seed seed, RunState state) {
        this.start = start;
        this.seed = seed;
        this.random = seed.generator();
        int count = state.particles().count();
        double[] starts = new double[count];
        double[] ratios = new double[count];
        for (int i = 0; i < count; i++) {
            starts[i] = start.logDensity(state.particles().points()[i], state.particles().logPrior()[i]);
            double posterior = state.particles().logPosterior(i);
            ratios[i] = posterior > Double.NEGATIVE_INFINITY ? posterior - starts[i] : Double.NEGATIVE_INFINITY;
        }
        Weights.Step step = Weights.step(ratios, 1 - state.path(), EFFECTIVE);
        this.path = step.length() == 1 - state.path() ? 1 : state.path() + step.length();
        this.logEvidence = state.logEvidence() + step.weights().logMean();
        int[] survivors = step.weights().resample(count, random.nextDouble());
        this.particles = state.particles().select(survivors);
        this.logStart = new double[count];
        for (int i = 0; i < count; i++) {
            logStart[i] = starts[survivors[i]];
        }
        this.before = particles.points().clone();
        this.temperatures = state.temperatures() + 1;
        this.evaluations = state.evaluations();
        this.regions = new Regions(start, before);
        this.cycle = List.of(new Walk(regions, LONG), new Walk(regions, SHORT), new Jump(start, regions));
        this.asked = propose();
    }

    /** Returns the points at which the density is to be evaluated next. */
    double[][] asks() {
        return asked;
    }

    private Move move() {
        return cycle.get(moves % cycle.size());
    }

    private double[][] propose() {
        return move().propose(particles.points(), random, seed.child(moves));
    }

    /**
     * Is told what the density is at the points it asked for.
     *
     * @param offset of its points among all
     * @return whether it wants to know more
     */
    boolean told(LogDensity.Values values, int offset) {
        for (int i = 0; i < asked.length; i++) {
            decide(i, values.prior()[offset + i], values.likelihood()[offset + i]);
        }
        evaluations += asked.length;
        moves++;
        boolean isMore = moves % cycle.size() != 0 || !isMixed(moves / cycle.size());
        if (isMore) {
            asked = propose();
        }
        return isMore;
    }

    private boolean isMixed(int cycles) {
        return cycles >= CYCLES_AT_MOST
                || (cycles >= CYCLES_AT_LEAST && regions.correlation(before, particles.points()) < CORRELATION);
    }

    /** Goes to the proposed point or stays (Metropolis et al. 1953; Hastings, Biometrika 57, 1970). */
    private void decide(int i, double logPrior, double logLikelihood) {
        double chance = Math.log(random.nextDouble());
        if (!(logPrior + logLikelihood > Double.NEGATIVE_INFINITY)) {
            return;
        }
        Move.Place from = new Move.Place(particles.points()[i], logStart[i]);
        Move.Place to = new Move.Place(asked[i], start.logDensity(asked[i], logPrior));
        double rise = path * (logPrior + logLikelihood - particles.logPosterior(i)) + (1 - path) * (to.logStart() - from.logStart());
        if (chance < rise + move().logReturn(from, to)) {
            particles.points()[i] = to.point();
            particles.logPrior()[i] = logPrior;
            particles.logLikelihood()[i] = logLikelihood;
            logStart[i] = to.logStart();
        }
    }

    /** Returns where the run stands now. */
    RunState end() {
        return new RunState(temperatures, path, logEvidence, evaluations, particles);
    }
}
