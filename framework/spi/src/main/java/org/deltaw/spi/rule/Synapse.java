package org.deltaw.spi.rule;

import java.util.List;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.spi.InvalidSpecException;
import org.osgi.annotation.versioning.ProviderType;

/** What a plasticity rule may read of the synapses between two groups of neurons. */
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

    /** Reads the weight before the change, over both axes. */
    Expr weight();

    /** Lists the signals that the data bring along. */
    List<Signal> signals();

    /**
     * Reads a signal in this step; it has no axes.
     *
     * @throws InvalidSpecException if the data do not bring it along; the message lists those they do
     */
    Expr signal(Signal signal);

    /** Reads a trace as it stands before this step; 0 before the first. */
    Expr trace(Trace trace);
}
