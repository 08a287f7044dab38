package org.deltaw.spi.backend;

import java.util.List;

/**
 * Where a simulation that goes on step by step begins. Arrays are copied by whoever keeps them.
 *
 * @param parameters laid out by {@link Program#layout}
 * @param attributes as in {@link ModelInput}
 * @param initialStates as in {@link ModelInput}
 */
public record SimulationStart(double[] parameters, List<double[]> attributes, List<double[]> initialStates) {
    public SimulationStart {
        attributes = List.copyOf(attributes);
        initialStates = List.copyOf(initialStates);
    }
}
