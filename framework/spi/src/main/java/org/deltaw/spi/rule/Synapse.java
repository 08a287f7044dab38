package org.deltaw.spi.rule;

import java.util.List;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.spi.InvalidSpecException;
import org.osgi.annotation.versioning.ProviderType;

/** What a plasticity rule may read of the synapses between two groups of neurons, in one presentation. */
@ProviderType
public interface Synapse {
    /** Returns the axis of the presynaptic neurons. */
    Axis preAxis();

    /** Returns the axis of the postsynaptic neurons. */
    Axis postAxis();

    /** Reads the presynaptic activity in this step, over {@link #preAxis}. */
    Expr pre();

    /** Reads the postsynaptic activity in this step, over {@link #postAxis}. */
    Expr post();

    /** Reads the weight before any change in this step, over both axes. */
    Expr weight();

    /**
     * Lists the signals that may be read here: those that the data bring along and those that the network computes. A column of the
     * data with one value per step is {@link Extent#GLOBAL}; one with more is listed for every extent that it fits, so twice if there
     * are as many presynaptic as postsynaptic neurons.
     */
    List<Signal> signals();

    /**
     * Reads a signal in this step, over the axes of its extent. What is one value for all synapses may be read with any extent.
     *
     * @throws InvalidSpecException if neither the data bring it along nor the network computes it, or not with this extent; the
     *     message says what there is
     */
    Expr signal(Signal signal);

    /** Reads a trace as it stands before this step, over the axes of its extent. */
    Expr trace(Trace trace);
}
