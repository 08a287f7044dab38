package org.deltaw.spi.network;

import java.util.List;
import java.util.Objects;
import org.deltaw.expr.Axis;
import org.deltaw.spi.parameter.Initial;

/**
 * Synapses between two groups of neurons:
 *
 * <pre>{@code
 * SynapseGroup.of("weights", pre, post).startingAt(Initial.normal(0, 0.01)).connected(new Connectivity(0.2, false))
 * }</pre>
 *
 * <p>Immutable; two that agree in everything are equal.
 */
public final class SynapseGroup {
    private final String name;
    private final Axis pre;
    private final Axis post;
    private final Initial initial;
    private final Connectivity connectivity;

    private SynapseGroup(String name, Axis pre, Axis post, Initial initial, Connectivity connectivity) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A group of synapses needs a name.");
        }
        if (!connectivity.selfConnections() && pre.size() != post.size()) {
            throw new IllegalArgumentException("The " + pre.size() + " presynaptic and " + post.size()
                    + " postsynaptic neurons of '" + name + "' are not the same; self-connections cannot be left out.");
        }
        this.name = name;
        this.pre = pre;
        this.post = post;
        this.initial = initial;
        this.connectivity = connectivity;
    }

    /** Connects every neuron of one group with every neuron of the other, with weights that are 0 before the first step. */
    public static SynapseGroup of(String name, Axis pre, Axis post) {
        return new SynapseGroup(name, pre, post, Initial.at(0), Connectivity.COMPLETE);
    }

    /** Returns the same synapses with other weights before the first step. */
    public SynapseGroup startingAt(Initial start) {
        return new SynapseGroup(name, pre, post, start, connectivity);
    }

    /**
     * Returns the same synapses, of which some are missing: those have weight 0 and stay there.
     *
     * @throws IllegalArgumentException if self-connections are left out, but the neurons on both sides are not the same
     */
    public SynapseGroup connected(Connectivity pattern) {
        return new SynapseGroup(name, pre, post, initial, pattern);
    }

    /** Returns its name, unique within the network, as files show it. */
    public String name() {
        return name;
    }

    /** Returns the axis of the presynaptic neurons. */
    public Axis pre() {
        return pre;
    }

    /** Returns the axis of the postsynaptic neurons; in a recurrent layer the same neurons under another name. */
    public Axis post() {
        return post;
    }

    /** Returns the weights before the first step. */
    public Initial initial() {
        return initial;
    }

    /** Returns which of the synapses there are. */
    public Connectivity connectivity() {
        return connectivity;
    }

    /** Returns the axes in the order in which weights are laid out: a row for each presynaptic neuron. */
    public List<Axis> axes() {
        return List.of(pre, post);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SynapseGroup same && name.equals(same.name) && pre.equals(same.pre) && post.equals(same.post)
                && initial.equals(same.initial) && connectivity.equals(same.connectivity);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, pre, post, initial, connectivity);
    }

    @Override
    public String toString() {
        return name;
    }
}
