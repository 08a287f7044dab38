package org.deltaw.spi.network;

import java.util.List;
import java.util.Objects;
import org.deltaw.expr.Axis;
import org.deltaw.spi.parameter.Initial;

/**
 * What neurons carry from step to step, such as the activity of a recurrent layer or a membrane potential:
 *
 * <pre>{@code
 * NeuronState.of("potential", post).startingAt(Initial.at(-70))
 * }</pre>
 *
 * <p>Immutable; two that agree in everything are equal.
 */
public final class NeuronState {
    private final String name;
    private final List<Axis> axes;
    private final Initial initial;
    private final boolean carriedOver;

    private NeuronState(String name, List<Axis> axes, Initial initial, boolean carriedOver) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A neuron state needs a name.");
        }
        this.name = name;
        this.axes = List.copyOf(axes);
        this.initial = initial;
        this.carriedOver = carriedOver;
    }

    /**
     * Declares a state over the given axes that is 0 before the first step, and returns to its initial value where a session
     * begins, as activity does.
     */
    public static NeuronState of(String name, Axis... axes) {
        return new NeuronState(name, List.of(axes), Initial.at(0), false);
    }

    /** Returns the same state with other values before the first step; constant, if it is to return to them. */
    public NeuronState startingAt(Initial start) {
        return new NeuronState(name, axes, start, carriedOver);
    }

    /** Returns the same state, which goes on from one session of an animal to the next, as a memory does. */
    public NeuronState overSessions() {
        return new NeuronState(name, axes, initial, true);
    }

    /** Returns its name, unique within the network. */
    public String name() {
        return name;
    }

    /** Returns the axes over which it varies; none for a number. */
    public List<Axis> axes() {
        return axes;
    }

    /** Returns its values before the first step. */
    public Initial initial() {
        return initial;
    }

    /** Tells whether it goes on from session to session. */
    public boolean carriedOver() {
        return carriedOver;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NeuronState same && name.equals(same.name) && axes.equals(same.axes)
                && initial.equals(same.initial) && carriedOver == same.carriedOver;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, axes, initial, carriedOver);
    }

    @Override
    public String toString() {
        return name;
    }
}
