package org.deltaw.spi.rule;

/**
 * Something a rule remembers from step to step, such as an eligibility trace; 0 before the first step,
 * and carried on in every step, with plasticity or without.
 *
 * @param name unique within the rule
 * @param extent how many of it there are
 */
public record Trace(String name, Extent extent) {
    /** How many values a trace has. */
    public enum Extent {
        /** One for each presynaptic neuron. */
        PRE,
        /** One for each postsynaptic neuron. */
        POST,
        /** One for each synapse. */
        SYNAPSE
    }

    /** Declares a trace with one value for each synapse. */
    public static Trace perSynapse(String name) {
        return new Trace(name, Extent.SYNAPSE);
    }
}
