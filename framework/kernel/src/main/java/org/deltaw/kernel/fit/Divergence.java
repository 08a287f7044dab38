package org.deltaw.kernel.fit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.kernel.minimise.Trainer;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.backend.SimulationPart;
import org.deltaw.spi.data.Trajectory;

/**
 * Finds the first value in the runs of a model that is not finite.
 *
 * @param trajectories that the objective has loaded
 * @param states the names of the model's states
 */
record Divergence(Objective objective, List<Trajectory> trajectories, List<String> states) implements Trainer.DivergenceFinder {
    /** @param index of the part of the objective in which it is known to be; empty if it may be anywhere */
    @Override
    public Outcome.Diverged find(int epoch, OptionalInt index, double[] parameters) {
        List<Integer> part = index.isPresent() ? objective.part(index.getAsInt()) : List.of();
        List<Outcome.Diverged> found = new ArrayList<>();
        objective.simulate(parameters, EnumSet.of(SimulationPart.STATES, SimulationPart.LOSSES), (i, simulation) -> {
            if (found.isEmpty() && (part.isEmpty() || part.contains(i))) {
                first(epoch, trajectories.get(i).id(), simulation).ifPresent(found::add);
            }
        });
        return found.isEmpty()
                ? new Outcome.Diverged(epoch, trajectories.get(part.isEmpty() ? 0 : part.getFirst()).id(), -1, "gradient")
                : found.getFirst();
    }

    private Optional<Outcome.Diverged> first(int epoch, String id, Simulation simulation) {
        int steps = simulation.losses().length;
        for (int t = 0; t < steps; t++) {
            if (!Double.isFinite(simulation.losses()[t])) {
                return Optional.of(new Outcome.Diverged(epoch, id, t, "loss"));
            }
            for (int s = 0; s < simulation.states().size(); s++) {
                double[] values = simulation.states().get(s);
                int width = values.length / (steps + 1);
                for (int i = 0; i < width; i++) {
                    if (!Double.isFinite(values[(t + 1) * width + i])) {
                        return Optional.of(new Outcome.Diverged(epoch, id, t, "state '" + states.get(s) + "'"));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
