package org.deltaw.plugin.nd4j.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.Quantity;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.backend.SimulationPart;

/**
 * What is known of a pair without running it: a trajectory without steps costs nothing, and parameters that are no numbers give none. Some
 * of ND4J's operations pass over what is no number, and would hide it.
 */
final class NotRun {
    private NotRun() {}

    static Evaluation evaluation(Program program, ModelInput input, Set<Quantity> wanted) {
        int size = program.layout().size();
        return new Evaluation(value(input), values(input, wanted.contains(Quantity.GRADIENT) ? size : 0),
                wanted.contains(Quantity.INITIAL_STATE_GRADIENT)
                        ? program.states().stream().map(state -> values(input, state.entries())).toList() : List.of(),
                values(input, wanted.contains(Quantity.CURVATURE) ? size * size : 0));
    }

    static Simulation simulation(Program program, ModelInput input, Set<SimulationPart> wanted) {
        Simulation shown = Simulation.of(program, input.steps(), wanted);
        shown.outputs().forEach(output -> Arrays.fill(output, value(input)));
        Arrays.fill(shown.losses(), value(input));
        for (int i = 0; i < shown.states().size(); i++) {
            Symbol state = program.states().get(i);
            Arrays.fill(shown.states().get(i), value(input));
            System.arraycopy(input.initialStates().get(i), 0, shown.states().get(i), 0, state.entries());
        }
        return shown;
    }

    private static double value(ModelInput input) {
        return input.steps() == 0 ? 0 : Double.NaN;
    }

    private static double[] values(ModelInput input, int count) {
        double[] values = new double[count];
        Arrays.fill(values, value(input));
        return values;
    }
}
