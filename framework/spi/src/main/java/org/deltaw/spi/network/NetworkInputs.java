package org.deltaw.spi.network;

import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.spi.InvalidSpecException;
import org.osgi.annotation.versioning.ProviderType;

/** What a network may read in one step. */
@ProviderType
public interface NetworkInputs {
    /**
     * Reads the input of this step over an axis of {@link NetworkArchitecture#inputs} entries.
     *
     * @throws InvalidSpecException if the data have none, or with another number of values per step
     */
    Expr input(Axis axis);

    /**
     * Reads what the data bring under a name, as an input or else as a signal, over the given axes (row-major, none for a number).
     * Targets cannot be read: they are what the network is to reproduce.
     *
     * @throws InvalidSpecException if the data do not bring it along, or with another number of values per step
     */
    Expr input(Input input, Axis... axes);

    /** Tells whether the data bring something along under a name that {@link #input(Input, Axis...)} reads. */
    boolean brings(Input input);

    /**
     * Returns how many values per step the data bring under a name, for what may be of any length.
     *
     * @throws InvalidSpecException if they do not bring it along
     */
    int width(Input input);

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
