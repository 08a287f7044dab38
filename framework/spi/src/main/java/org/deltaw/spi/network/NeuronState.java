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

    private NeuronState(String name, List<Axis> axes, Initial initial) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A neuron state needs a name.");
        }
        this.name = name;
        this.axes = List.copyOf(axes);
        this.initial = initial;
    }

    /** Declares a state over the given axes that is 0 before the first step. */
    public static NeuronState of(String name, Axis... axes) {
        return new NeuronState(name, List.of(axes), Initial.at(0));
    }

    /** Returns the same state with other values before the first step. */
    public NeuronState startingAt(Initial start) {
        return new NeuronState(name, axes, start);
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

    @Override
    public boolean equals(Object other) {
        return other instanceof NeuronState same && name.equals(same.name) && axes.equals(same.axes)
                && initial.equals(same.initial);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, axes, initial);
    }

    @Override
    public String toString() {
        return name;
    }
}
