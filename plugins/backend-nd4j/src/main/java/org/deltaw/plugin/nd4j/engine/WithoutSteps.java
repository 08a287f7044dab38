package org.deltaw.plugin.nd4j.engine;

import java.util.List;
import java.util.Set;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.Quantity;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.backend.SimulationPart;

/** What is known of a trajectory without steps: it costs nothing, and nothing depends on it. */
final class WithoutSteps {
    private WithoutSteps() {}

    static Evaluation evaluation(Program program, Set<Quantity> wanted) {
        int size = program.layout().size();
        return new Evaluation(0, new double[wanted.contains(Quantity.GRADIENT) ? size : 0],
                wanted.contains(Quantity.INITIAL_STATE_GRADIENT)
                        ? program.states().stream().map(state -> new double[state.entries()]).toList() : List.of(),
                new double[wanted.contains(Quantity.CURVATURE) ? size * size : 0]);
    }

    static Simulation simulation(Program program, ModelInput input, Set<SimulationPart> wanted) {
        Simulation shown = Simulation.of(program, 0, wanted);
        return wanted.contains(SimulationPart.STATES)
                ? new Simulation(shown.outputs(), input.initialStates().stream().map(double[]::clone).toList(), shown.losses())
                : shown;
    }
}
