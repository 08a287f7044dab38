package org.deltaw.kernel.particles;

import java.util.random.RandomGenerator;
import org.deltaw.kernel.sample.Covariance;
import org.deltaw.kernel.sample.LogDensity;
import org.deltaw.spi.Seed;

/**
 * One temperature of a run: particles are weighed, resampled, and moved by Metropolis and Hastings steps until they do not remember where
 * they were. Moves are long and short walks by the covariance of a particle's region, and draws from the start distribution, which jump
 * between modes.
 */
final class Tempering {
    /** Of the best step: long walks, and short ones for what is not normal of a region. */
    private static final double[] SCALES = {1, 0.22};
    /** Walks of each scale, and a jump. */
    private static final int CYCLE = SCALES.length + 1;
    private static final int CYCLES_AT_LEAST = 2;
    private static final int CYCLES_AT_MOST = 20;
    /** Particles whose places before and after correlate less have moved enough. */
    private static final double CORRELATION = 0.1;
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
    private final RegionWalk walk;
    private double[][] asked;
    private long evaluations;
    private int move;

    /** Weighs and resamples particles. */
    Tempering(StartDistribution start, Covariance[] fallbacks, Seed seed, RunState state) {
        this.start = start;
        this.seed = seed;
        this.random = seed.generator();
        int count = state.particles().count();
        double[] starts = new double[count];
        double[] ratios = new double[count];
        for (int i = 0; i < count; i++) {
            starts[i] = start.logDensity(state.particles().points()[i], state.particles().logPrior()[i]);
            double posterior = state.particles().logPosterior(i);
            ratios[i] = posterior > Double.NEGATIVE_INFINITY ? posterior - starts[i] : posterior;
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
        this.walk = new RegionWalk(start, fallbacks, before);
        this.asked = propose();
    }

    /** Returns the points at which the density is to be evaluated next. */
    double[][] asks() {
        return asked;
    }

    private boolean isJump() {
        return move % CYCLE == SCALES.length;
    }

    private double[][] propose() {
        if (isJump()) {
            return start.draw(before.length, seed.child(move));
        }
        double[][] points = new double[before.length][];
        for (int i = 0; i < points.length; i++) {
            points[i] = walk.step(particles.points()[i], SCALES[move % CYCLE], random);
        }
        return points;
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
        move++;
        boolean isEnough = move >= CYCLE * CYCLES_AT_MOST || move >= CYCLE * CYCLES_AT_LEAST && move % CYCLE == 0
                && walk.correlation(before, particles.points()) < CORRELATION;
        if (!isEnough) {
            asked = propose();
        }
        return !isEnough;
    }

    /** Goes to the proposed point or stays (Metropolis et al. 1953; Hastings, Biometrika 57, 1970). */
    private void decide(int i, double logPrior, double logLikelihood) {
        double[] to = asked[i];
        double chance = Math.log(random.nextDouble());
        if (!(logPrior + logLikelihood > Double.NEGATIVE_INFINITY)) {
            return;
        }
        double there = start.logDensity(to, logPrior);
        double rise = path * (logPrior + logLikelihood - particles.logPosterior(i)) + (1 - path) * (there - logStart[i]);
        double back = isJump() ? logStart[i] - there : walk.logReturn(particles.points()[i], to, SCALES[move % CYCLE]);
        if (chance < rise + back) {
            particles.points()[i] = to;
            particles.logPrior()[i] = logPrior;
            particles.logLikelihood()[i] = logLikelihood;
            logStart[i] = there;
        }
    }

    /** Returns where the run stands now. */
    RunState end() {
        return new RunState(temperatures, path, logEvidence, evaluations, particles);
    }
}
