package org.deltaw.spi.network;

/**
 * A column of the data that a network reads by name, besides the input of {@link NetworkArchitecture#inputs} entries: the choice that the
 * animal made, the options that were on offer, the reward where the network forms an expectation of it.
 *
 * @param name of the data's column
 */
public record Input(String name) {
    /** 1 for the option that the animal chose, 0 for the others; 0 for all where it did not respond. */
    public static final Input CHOICE = new Input("choice");
    /** 1 for each option on offer, 0 for the others; without it all are. */
    public static final Input OFFERED = new Input("offered");
    /** The pattern that each option shows: a row of inputs for the first option, then one for the next. */
    public static final Input PATTERNS = new Input("patterns");

    public Input {
        if (name.isBlank()) {
            throw new IllegalArgumentException("An input needs a name.");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
