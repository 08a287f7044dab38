package org.deltaw.kernel.particles;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.deltaw.spi.Seed;

/**
 * What independent runs say together of a posterior. A run counts by its evidence, so that expectations are ratios of means of unbiased
 * estimates.
 *
 * @param resolved whether runs agree within the tolerance; else nothing here is to be relied on
 * @param runs the particles of each, and its evidence
 * @param regions of each run and particle the mode to whose region it belongs
 * @param modes how many modes there are; one at least
 * @param evaluations of how many points the density was asked, in earlier attempts, too
 */
public record ParticleResult(boolean resolved, List<RunState> runs, int[][] regions, int modes, long evaluations) {
    public ParticleResult {
        runs = List.copyOf(runs);
    }

    /** Returns what each run counts; together 1. */
    public double[] weights() {
        double largest = runs.stream().mapToDouble(RunState::logEvidence).max().orElseThrow();
        double sum = runs.stream().mapToDouble(run -> Math.exp(run.logEvidence() - largest)).sum();
        return runs.stream().mapToDouble(run -> Math.exp(run.logEvidence() - largest) / sum).toArray();
    }

    /** Returns the logarithm of the mean of all runs' evidences; its error is that of the mean relative to it. */
    public Estimate logEvidence() {
        double largest = runs.stream().mapToDouble(RunState::logEvidence).max().orElseThrow();
        double[] evidences = runs.stream().mapToDouble(run -> Math.exp(run.logEvidence() - largest)).toArray();
        int count = evidences.length;
        double mean = IntStream.range(0, count).mapToDouble(i -> evidences[i]).sum() / count;
        double squares = IntStream.range(0, count).mapToDouble(i -> square(evidences[i] / mean - 1)).sum();
        return new Estimate(largest + Math.log(mean), Math.sqrt(squares / (count - 1) / count));
    }

    /** Returns the posterior probability of the region of a mode: of all points where its t-distribution is the densest of all. */
    public Estimate mass(int mode) {
        return expectation(IntStream.range(0, runs.size()).mapToDouble(run -> mass(run, mode)).toArray());
    }

    /** Returns the share of a run's particles in the region of a mode. */
    double mass(int run, int mode) {
        return (double) Arrays.stream(regions[run]).filter(region -> region == mode).count() / regions[run].length;
    }

    /**
     * Draws particles of equal weight, sorted by modes, each mode with as many as its mass says but for less than one. A few are good
     * places for chains to start.
     */
    public Particles resampled(int count, Seed seed) {
        record Particle(int run, int index, int region) {}

        List<Particle> all = IntStream.range(0, runs.size()).boxed()
                .flatMap(run -> IntStream.range(0, regions[run].length).mapToObj(i -> new Particle(run, i, regions[run][i])))
                .sorted(Comparator.comparingInt(Particle::region)).toList();
        double[] weights = weights();
        double[] shares = all.stream().mapToDouble(each -> weights[each.run()] / regions[each.run()].length).toArray();
        int[] chosen = Weights.systematic(shares, count, seed.generator().nextDouble());
        return Particles.of(Arrays.stream(chosen).mapToObj(all::get)
                .map(each -> runs.get(each.run()).particles().select(each.index())).toList());
    }

    /**
     * Returns an expectation under the posterior.
     *
     * @param means of a quantity over the particles of each run
     */
    public Estimate expectation(double[] means) {
        double[] weights = weights();
        int count = weights.length;
        double mean = IntStream.range(0, count).mapToDouble(i -> weights[i] * means[i]).sum();
        // The ratio estimator's error (Cochran, "Sampling Techniques", 1977, equation 6.13).
        double squares = IntStream.range(0, count).mapToDouble(i -> square(weights[i] * (means[i] - mean))).sum();
        return new Estimate(mean, Math.sqrt(squares * count / (count - 1)));
    }

    private static double square(double x) {
        return x * x;
    }
}
