package org.deltaw.spi;

import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.osgi.annotation.versioning.ProviderType;

/** What a network may read in one step. */
@ProviderType
public interface NetworkInputs {
    /** Reads the input of this step over an axis of {@link NetworkArchitecture#inputs} entries. */
    Expr input(Axis axis);

    /** Reads the weights of a group of plastic synapses as they stand before this step. */
    Expr weights(SynapseGroup group);

    /** Reads the state of neurons as it stands before this step. */
    Expr state(NeuronState state);
}
