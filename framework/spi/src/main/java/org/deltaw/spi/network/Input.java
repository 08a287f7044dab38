package org.deltaw.spi.network;

/**
 * A column of the data that a network reads by name, besides the input of {@link NetworkArchitecture#inputs} entries: the choice that the
 * animal made, the options that were on offer, the reward where the network forms an expectation of it.
 *
 * @param name of the data's column
 */
public record Input(String name) {
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
