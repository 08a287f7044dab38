package org.deltaw.spi.backend;

import java.util.List;

/**
 * One trajectory as a program reads it.
 *
 * @param steps how many
 * @param channels for each channel of the program, {@code steps} rows of values over the symbol's axes
 * @param attributes for each attribute of the program, its values
 * @param initialStates for each state of the program, its values before the first step
 */
public record ModelInput(
        int steps, List<double[]> channels, List<double[]> attributes, List<double[]> initialStates) {
    public ModelInput {
        channels = List.copyOf(channels);
        attributes = List.copyOf(attributes);
        initialStates = List.copyOf(initialStates);
    }
}
