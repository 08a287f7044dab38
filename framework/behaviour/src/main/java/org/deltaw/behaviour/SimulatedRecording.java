package org.deltaw.behaviour;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Design;
import org.deltaw.spi.data.Trajectory;

/**
 * One simulated recording.
 *
 * @param trajectory as it was, noise and initial weights included
 * @param noise draws the columns anew that have noise in them; gives none if there is no noise
 */
public record SimulatedRecording(Trajectory trajectory, Function<Seed, Map<Channel, double[]>> noise) {
    /** Takes an experiment without noise in what the network reads. */
    public static SimulatedRecording of(Trajectory trajectory) {
        return new SimulatedRecording(trajectory, _ -> Map.of());
    }

    /**
     * Returns what a fit is told of it: one trajectory, or several that differ in what is drawn anew.
     *
     * @param weightsVary whether the weights before the first step are drawn at all
     * @param seed of what is drawn anew
     */
    List<Trajectory> told(Design.Telling telling, boolean weightsVary, Seed seed) {
        boolean withNoise = !telling.known().contains(Design.Known.NOISE) && !noise.apply(seed).isEmpty();
        boolean withWeights = !telling.known().contains(Design.Known.WEIGHTS) && weightsVary;
        if (!withNoise && !withWeights) {
            return List.of(trajectory);
        }
        List<Trajectory> told = new ArrayList<>();
        for (int number = 1; number <= telling.resamplings(); number++) {
            Map<Channel, double[]> columns = new LinkedHashMap<>(trajectory.columns());
            if (withNoise) {
                columns.putAll(noise.apply(seed.child(number)));
            }
            String id = telling.resamplings() == 1 ? trajectory.id() : trajectory.id() + "/" + number;
            told.add(resampled(id, columns, withWeights));
        }
        return told;
    }

    /** The kernel draws initial states that are not given, for each trajectory by its name. */
    private Trajectory resampled(String id, Map<Channel, double[]> columns, boolean withWeights) {
        return Trajectory.builder(id, trajectory.steps()).subject(trajectory.subject()).recording(trajectory.id()).columns(columns)
                .initialStates(withWeights ? Map.of() : trajectory.initialStates()).trials(trajectory.trials())
                .sessions(trajectory.sessions()).use(trajectory.use()).build();
    }
}
