package org.deltaw.spi.rule;

import java.util.List;
import org.deltaw.expr.Axis;

/** Of what a signal or a trace of a group of synapses has a value each. */
public enum Extent {
    /** One value for all synapses of the group. */
    GLOBAL("one value for all synapses"),
    /** One for each presynaptic neuron. */
    PRE("one value for each presynaptic neuron"),
    /** One for each postsynaptic neuron. */
    POST("one value for each postsynaptic neuron"),
    /** One for each synapse, a row for each presynaptic neuron. */
    SYNAPSE("one value for each synapse");

    private final String words;

    Extent(String words) {
        this.words = words;
    }

    /**
     * Returns the axes of a value of this extent, in the order in which it is laid out.
     *
     * @param pre the axis of the presynaptic neurons
     * @param post the axis of the postsynaptic neurons
     */
    public List<Axis> axes(Axis pre, Axis post) {
        return switch (this) {
            case GLOBAL -> List.of();
            case PRE -> List.of(pre);
            case POST -> List.of(post);
            case SYNAPSE -> List.of(pre, post);
        };
    }

    /** Returns words for messages, as in {@code one value for each postsynaptic neuron}. */
    @Override
    public String toString() {
        return words;
    }
}
