package org.deltaw.spi;

import java.util.List;
import org.deltaw.expr.Axis;

/**
 * Plastic synapses between two groups of neurons, every neuron of one with every neuron of the other.
 *
 * @param name unique within the network, as files show it
 * @param pre the axis of the presynaptic neurons
 * @param post the axis of the postsynaptic neurons; in a recurrent layer the same neurons under another name
 * @param initial the weights before the first step
 */
public record SynapseGroup(String name, Axis pre, Axis post, Initial initial) {
    /** Returns the axes in the order in which weights are laid out: a row for each presynaptic neuron. */
    public List<Axis> axes() {
        return List.of(pre, post);
    }
}
