package org.deltaw.spi.rule;

/**
 * A number per step that all synapses receive, such as a reward.
 *
 * @param name of the data's column
 */
public record Signal(String name) {
    /** The reward of the step, minus its expectation if the data source was told so; 0 where there is none. */
    public static final Signal REWARD = new Signal("reward");

    @Override
    public String toString() {
        return name;
    }
}
