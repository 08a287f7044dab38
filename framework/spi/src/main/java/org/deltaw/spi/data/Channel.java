package org.deltaw.spi.data;

import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Input;
import org.deltaw.spi.rule.Signal;

/**
 * A column of the data: one value, or one row of values, per step.
 *
 * @param role what it is for
 * @param name of the input, signal or target; a mask has the name of its target
 * @param width how many values a step has
 */
public record Channel(Role role, String name, int width) {
    /** What a column is for. */
    public enum Role {
        /** What the network receives: its input, or another that it reads by name. */
        INPUT,
        /** 1 in steps after which weights change, 0 in the others; without such a column they always do. */
        GATE,
        /** 1 in the first step of each session but the first, else 0; made from {@link Trajectory#sessions}. */
        SESSION,
        /** What synapses receive: one value for all, or one for each neuron on one side. */
        SIGNAL,
        /** What the network should reproduce; may be anything where it was not observed. */
        TARGET,
        /** 1 where the target of the same name was observed, else 0; without such a column it always was. */
        MASK
    }

    /** The gate of plasticity. */
    public static final Channel UPDATE = new Channel(Role.GATE, "update", 1);
    /**
     * Where a session begins. No dataset lists it, since trajectories have their sessions; a data source that simulates several
     * sessions gives it to the network, which then returns to its initial activity.
     */
    public static final Channel SESSION = new Channel(Role.SESSION, "session", 1);

    public Channel {
        if (name.isBlank() || width < 1) {
            throw new IllegalArgumentException("A channel needs a name and a width of at least 1, found '" + name
                    + "' and " + width + ".");
        }
    }

    /** Declares the input of the network. */
    public static Channel input(int width) {
        return new Channel(Role.INPUT, "input", width);
    }

    /** Declares an input that the network reads by name, with so many values per step. */
    public static Channel of(Input input, int width) {
        return new Channel(Role.INPUT, input.name(), width);
    }

    /** Declares a signal that is one value for all synapses. */
    public static Channel of(Signal signal) {
        return of(signal, 1);
    }

    /** Declares a signal with so many values per step; which neurons they belong to is up to the rule that reads it. */
    public static Channel of(Signal signal, int width) {
        return new Channel(Role.SIGNAL, signal.name(), width);
    }

    /** Declares a target with so many values per step. */
    public static Channel of(Target target, int width) {
        return new Channel(Role.TARGET, target.name(), width);
    }

    /** Declares the mask of a target with so many values per step. */
    public static Channel mask(Target target, int width) {
        return new Channel(Role.MASK, target.name(), width);
    }

    @Override
    public String toString() {
        return name + (role == Role.MASK ? " observed" : "");
    }
}
