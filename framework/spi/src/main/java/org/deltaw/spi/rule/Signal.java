package org.deltaw.spi.rule;

/**
 * What synapses receive in a step besides the activity of their neurons, such as a reward. The data bring it along, or the network
 * computes it, as it does whether an option was chosen.
 *
 * @param name of the data's column, or as the network calls it; unique among both
 * @param extent of what it has a value each: dopamine may be a number for all synapses, or one for each postsynaptic compartment
 */
public record Signal(String name, Extent extent) {
    /** The reward of the step, minus its expectation if the data source was told so; 0 where there is none. */
    public static final Signal REWARD = new Signal("reward");
    /** 1 if the option whose turn it is was chosen, else 0; networks that compare options compute it. */
    public static final Signal CHOSEN = new Signal("chosen");

    public Signal {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A signal needs a name.");
        }
    }

    /** Declares a signal that is a number per step. */
    public Signal(String name) {
        this(name, Extent.GLOBAL);
    }

    @Override
    public String toString() {
        return name;
    }
}
