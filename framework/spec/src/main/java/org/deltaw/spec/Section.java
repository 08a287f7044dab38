package org.deltaw.spec;

import java.util.List;

/** A part of a spec to which the key of an exception may be relative. */
public final class Section {
    /** The spec as a whole, for keys that name their section themselves, as {@code network.layers} does. */
    public static final Section SPEC = new Section(List.of());
    /** The data source. */
    public static final Section DATA = new Section(List.of("data"));
    /** The network. */
    public static final Section NETWORK = new Section(List.of("network"));
    /** The backend. */
    public static final Section BACKEND = new Section(List.of("backend"));
    /** How the loss is minimised. */
    public static final Section TRAINING = new Section(List.of("training"));

    private final List<String> keys;

    private Section(List<String> keys) {
        this.keys = keys;
    }

    /**
     * Returns the rule of a group of synapses.
     *
     * @param group as in {@link org.deltaw.kernel.Fit.RuleChoice#group}; empty for the rule of all
     */
    public static Section rule(String group) {
        return new Section(group.isEmpty() ? List.of("rule") : List.of("rules", group));
    }

    /**
     * Returns one of the losses.
     *
     * @param index from 0, in the order of {@link org.deltaw.kernel.Fit#losses}
     */
    public static Section loss(int index) {
        return new Section(List.of("loss", Integer.toString(index)));
    }

    List<String> keys() {
        return keys;
    }

    @Override
    public String toString() {
        return String.join(".", keys);
    }
}
