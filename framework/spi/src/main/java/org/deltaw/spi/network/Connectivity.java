package org.deltaw.spi.network;

import java.util.random.RandomGenerator;

/**
 * Which neurons of two groups are connected: each pair by itself with a given probability.
 *
 * @param probability that there is a synapse, above 0 and at most 1
 * @param selfConnections whether a neuron may be connected to itself; says nothing unless both groups are the
 *     same neurons
 */
public record Connectivity(double probability, boolean selfConnections) {
    /** Every neuron of one group is connected to every neuron of the other. */
    public static final Connectivity COMPLETE = new Connectivity(1, true);

    public Connectivity {
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("A probability of connection must be above 0 and at most 1, found "
                    + probability + ".");
        }
    }

    /** Tells whether no synapse is missing. */
    public boolean isComplete() {
        return equals(COMPLETE);
    }

    /**
     * Draws a pattern of connections.
     *
     * @param pre number of presynaptic neurons
     * @param post number of postsynaptic neurons
     * @return a row for each presynaptic neuron: 1 where there is a synapse, 0 elsewhere
     */
    public double[] draw(int pre, int post, RandomGenerator random) {
        double[] pattern = new double[pre * post];
        for (int i = 0; i < pattern.length; i++) {
            boolean itself = i / post == i % post;
            // Drawn for every pair, so that leaving out self-connections changes no other.
            boolean drawn = random.nextDouble() < probability;
            pattern[i] = drawn && (selfConnections || !itself) ? 1 : 0;
        }
        return pattern;
    }
}
