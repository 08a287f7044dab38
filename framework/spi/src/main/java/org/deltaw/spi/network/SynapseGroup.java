package org.deltaw.spi.network;

import java.util.List;
import org.deltaw.expr.Axis;
import org.deltaw.spi.parameter.Initial;

/**
 * Synapses between two groups of neurons.
 *
 * @param name unique within the network, as files show it
 * @param pre the axis of the presynaptic neurons
 * @param post the axis of the postsynaptic neurons; in a recurrent layer the same neurons under another name
 * @param initial the weights before the first step
 * @param connectivity which of the synapses there are; the others have weight 0 and stay there
 */
public record SynapseGroup(String name, Axis pre, Axis post, Initial initial, Connectivity connectivity) {
    public SynapseGroup {
        if (!connectivity.selfConnections() && pre.size() != post.size()) {
            throw new IllegalArgumentException("The " + pre.size() + " presynaptic and " + post.size()
                    + " postsynaptic neurons of '" + name + "' are not the same; self-connections cannot be left out.");
        }
    }

    /** Connects every neuron of one group with every neuron of the other. */
    public SynapseGroup(String name, Axis pre, Axis post, Initial initial) {
        this(name, pre, post, initial, Connectivity.COMPLETE);
    }

    /** Returns the axes in the order in which weights are laid out: a row for each presynaptic neuron. */
    public List<Axis> axes() {
        return List.of(pre, post);
    }
}
