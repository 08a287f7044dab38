package org.deltaw.spi.network;

import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.osgi.annotation.versioning.ProviderType;

/** What a network may read in one step. */
@ProviderType
public interface NetworkInputs {
    /** Reads the input of this step over an axis of {@link NetworkArchitecture#inputs} entries. */
    Expr input(Axis axis);

    /** Reads the weights of a group of plastic synapses as they stand before this step; 0 where there is no synapse. */
    Expr weights(SynapseGroup group);

    /**
     * Reads which synapses a group has: 1 where there is one, else 0. Meant for synapses that are not plastic,
     * whose weights are parameters of the network; without axes if the group is complete.
     */
    Expr connections(SynapseGroup group);

    /** Reads the state of neurons as it stands before this step. */
    Expr state(NeuronState state);
}
