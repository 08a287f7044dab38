package org.deltaw.spi.network;

import java.util.List;
import org.deltaw.expr.Axis;
import org.deltaw.spi.parameter.Initial;

/**
 * What neurons carry from step to step, such as the activity of a recurrent layer.
 *
 * @param name unique within the network
 * @param axes over which it varies
 * @param initial its value before the first step
 * @param carriedOver whether it goes on from one session of an animal to the next, as a memory does; if not, it returns to its
 *     initial value, which then must be a constant
 */
public record NeuronState(String name, List<Axis> axes, Initial initial, boolean carriedOver) {
    public NeuronState {
        axes = List.copyOf(axes);
    }

    /** Declares what returns to its initial value where a session begins, as activity does. */
    public NeuronState(String name, List<Axis> axes, Initial initial) {
        this(name, axes, initial, false);
    }

    /** Returns the same state, which goes on from session to session. */
    public NeuronState overSessions() {
        return new NeuronState(name, axes, initial, true);
    }
}
