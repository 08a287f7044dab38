package org.deltaw.spi.loss;

/**
 * Something that was recorded and that a model should reproduce.
 *
 * @param name of the data's column
 */
public record Target(String name) {
    /** 1 if the animal accepted in this step, 0 if it rejected. */
    public static final Target DECISION = new Target("decision");
    /** 1 for the option that the animal chose, 0 for the others; not observed where it did not respond. */
    public static final Target CHOICE = new Target("choice");
    /** The activity of the recorded neurons. */
    public static final Target ACTIVITY = new Target("activity");

    @Override
    public String toString() {
        return name;
    }
}
