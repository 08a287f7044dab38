package org.deltaw.spi.backend;

import java.util.List;
import java.util.Set;

/**
 * What happened in each step of one trajectory. What was not wanted is empty.
 *
 * @param outputs for each output of the program, a row of values per step
 * @param states for each state of the program, a row of values before each step and one more after the last
 * @param losses the loss of each step
 */
public record Simulation(List<double[]> outputs, List<double[]> states, double[] losses) {
    /** Makes room for what is to be shown of so many steps. */
    public static Simulation of(Program program, int steps, Set<SimulationPart> wanted) {
        List<double[]> outputs = wanted.contains(SimulationPart.OUTPUTS)
                ? program.step().outputs().stream().map(output -> new double[steps * output.symbol().entries()]).toList()
                : List.of();
        List<double[]> states = wanted.contains(SimulationPart.STATES)
                ? program.states().stream().map(state -> new double[(steps + 1) * state.entries()]).toList()
                : List.of();
        return new Simulation(outputs, states, new double[wanted.contains(SimulationPart.LOSSES) ? steps : 0]);
    }
}
