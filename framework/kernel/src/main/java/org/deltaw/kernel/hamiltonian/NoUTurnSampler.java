package org.deltaw.kernel.hamiltonian;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deltaw.kernel.sample.LogDensity;
import org.deltaw.spi.Seed;

/**
 * Draws from a density by the no-U-turn sampler of Hoffman and Gelman (Journal of Machine Learning Research 15, 2014) in its multinomial
 * form (Betancourt, "A Conceptual Introduction to Hamiltonian Monte Carlo", arXiv:1701.02434), with warm-up and criteria as in Stan.
 *
 * <p>All chains advance side by side, each at its own pace: the points that they ask for are evaluated together. What a chain draws depends
 * on the seed, its number and its start alone. For use by one thread at a time.
 */
public final class NoUTurnSampler {
    private final LogDensity density;
    private final List<Chain> chains;

    /**
     * Begins or goes on.
     *
     * @param seed of all chains; the same as before to go on with the same bits
     * @param states where each chain stands: {@link ChainState#at} its start, or what {@link #states} has told
     */
    public NoUTurnSampler(LogDensity density, NutsSettings settings, Seed seed, List<ChainState> states) {
        if (settings.blocks().size() != density.size()) {
            throw new IllegalArgumentException("The blocks have " + settings.blocks().size() + " coordinates, but the density has "
                    + density.size() + ".");
        }
        this.density = density;
        this.chains = IntStream.range(0, states.size())
                .mapToObj(i -> new Chain(settings, seed.child("chain").child(i), states.get(i))).toList();
    }

    /** Returns whether all chains are at their ends. */
    public boolean isDone() {
        return chains.stream().allMatch(Chain::isDone);
    }

    /** Returns which part of all iterations is done, between 0 and 1. */
    public double progress() {
        return chains.stream().mapToDouble(Chain::progress).average().orElse(1);
    }

    /**
     * Takes the next leapfrog step of each chain that is not at its end: one evaluation of the density.
     *
     * @throws IllegalArgumentException if the density at the start of a chain is 0 or not finite
     */
    public void advance() {
        List<Chain> asking = new ArrayList<>(chains.size());
        for (Chain chain : chains) {
            if (!chain.isDone()) {
                asking.add(chain);
            }
        }
        double[][] points = new double[asking.size()][];
        for (int i = 0; i < points.length; i++) {
            points[i] = asking.get(i).asks();
        }
        LogDensity.Gradients gradients = density.gradients(points);
        for (int i = 0; i < points.length; i++) {
            asking.get(i).told(gradients, i);
        }
    }

    /** Advances to the end. */
    public List<ChainState> run() {
        while (!isDone()) {
            advance();
        }
        return states();
    }

    /** Returns where each chain stands after the last iteration that it has finished. */
    public List<ChainState> states() {
        return chains.stream().map(Chain::state).toList();
    }
}
