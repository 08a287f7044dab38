package org.deltaw.kernel.particles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deltaw.kernel.sample.LogDensity;
import org.deltaw.spi.Seed;

/**
 * Draws from a posterior with several modes, and tells its evidence, by tempered sequential Monte Carlo (Del Moral, Doucet and Jasra,
 * Journal of the Royal Statistical Society B 68, 2006). Runs of particles that know nothing of each other say how sure the results are: if
 * the first two agree there are six more, and if not, or if all are not sure enough, there are two with twice as many particles.
 *
 * <p>All runs advance side by side: their points are evaluated together. For use by one thread at a time.
 */
public final class ParticleSampler {
    private static final int ALL = 8;
    /** By how many times the tolerance two runs differ at most in 19 of 20 cases, if that is the tolerance of the mean of all. */
    private static final double TWO_RUNS = 4;
    /** How many standard errors 19 of 20 results stay below. */
    private static final double ERRORS = 2;
    /** With fewer particles for each coordinate their covariance says nothing. */
    private static final int PARTICLES = 20;

    private final LogDensity density;
    private final StartDistribution start;
    private final ParticleSettings settings;
    private final Seed seed;
    private int particles;
    private long evaluationsBefore;
    private List<ParticleRun> runs;

    /**
     * Begins or goes on.
     *
     * @param modes where the posterior may be high
     * @param seed the same as before to go on with the same bits
     * @param state where it stands
     */
    public ParticleSampler(LogDensity density, List<Mode> modes, ParticleSettings settings, Seed seed, ParticlesState state) {
        if (settings.particles() < PARTICLES * density.size()) {
            throw new IllegalArgumentException("For " + density.size() + " parameters there are at least " + PARTICLES * density.size()
                    + " particles, not " + settings.particles() + ".");
        }
        this.density = density;
        this.start = new StartDistribution(density, modes);
        this.settings = settings;
        this.seed = seed;
        this.particles = state.particles();
        this.evaluationsBefore = state.evaluations();
        this.runs = new ArrayList<>();
        state.runs().forEach(this::add);
        settle();
    }

    private void add(RunState state) {
        runs.add(new ParticleRun(start, particles, seed.child(particles).child(runs.size()), state));
    }

    /** Returns whether the results are there. */
    public boolean isDone() {
        return runs.stream().allMatch(run -> run.state().isDone());
    }

    /** Returns which part is done, between 0 and 1, as if these particles were enough. */
    public double progress() {
        return runs.stream().mapToDouble(run -> run.state().path()).sum() / ALL;
    }

    /**
     * Moves all particles once: one evaluation of the density.
     *
     * @throws IllegalArgumentException if the density is 0 wherever particles start
     */
    public void advance() {
        double[][][] asked = runs.stream().map(ParticleRun::asks).toArray(double[][][]::new);
        LogDensity.Values values = density.values(Arrays.stream(asked).flatMap(java.util.Arrays::stream).toArray(double[][]::new));
        int offset = 0;
        for (int i = 0; i < asked.length; i++) {
            if (asked[i].length > 0) {
                runs.get(i).told(values, offset);
                offset += asked[i].length;
            }
        }
        settle();
    }

    /** Begins more runs, or new ones with more particles, if all are done and that does not suffice. */
    private void settle() {
        if (!isDone()) {
            return;
        }
        ParticleResult result = result();
        boolean isLast = particles >= settings.particles() << settings.doublings();
        if (runs.size() < ALL && (isLast || agree(result))) {
            IntStream.range(runs.size(), ALL).forEach(_ -> add(RunState.START));
        } else if (runs.size() < ALL || (!isLast && !result.resolved())) {
            evaluationsBefore = result.evaluations();
            particles *= 2;
            runs = new ArrayList<>();
            IntStream.range(0, ParticlesState.FEW).forEach(_ -> add(RunState.START));
        }
    }

    private boolean agree(ParticleResult two) {
        double evidence = Math.abs(two.runs().getFirst().logEvidence() - two.runs().getLast().logEvidence());
        return evidence <= TWO_RUNS * settings.tolerance().logEvidence() && IntStream.range(0, two.modes())
                .allMatch(mode -> Math.abs(two.mass(0, mode) - two.mass(1, mode)) <= TWO_RUNS * settings.tolerance().mass());
    }

    /** Advances to the end. */
    public ParticleResult run() {
        while (!isDone()) {
            advance();
        }
        return result();
    }

    /** Returns where it stands after the last temperature that each run has finished. */
    public ParticlesState state() {
        return new ParticlesState(particles, runs.stream().map(ParticleRun::state).toList(), evaluationsBefore);
    }

    /** Returns what the runs say, once they are done. */
    public ParticleResult result() {
        List<RunState> states = runs.stream().map(ParticleRun::state).toList();
        int[][] regions = states.stream()
                .map(run -> Arrays.stream(run.particles().points()).mapToInt(start::region).toArray()).toArray(int[][]::new);
        long evaluations = evaluationsBefore + states.stream().mapToLong(RunState::evaluations).sum();
        ParticleResult result = new ParticleResult(false, states, regions, start.regions(), evaluations);
        return isSure(result) ? new ParticleResult(true, states, regions, start.regions(), evaluations) : result;
    }

    private boolean isSure(ParticleResult result) {
        ParticleSettings.Tolerance tolerance = settings.tolerance();
        return result.runs().size() == ALL && ERRORS * result.logEvidence().error() <= tolerance.logEvidence()
                && IntStream.range(0, result.modes()).allMatch(mode -> ERRORS * result.mass(mode).error() <= tolerance.mass());
    }
}
