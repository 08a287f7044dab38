package org.deltaw.behaviour;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Design;
import org.deltaw.spi.data.Resamplings;
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
     * Returns what a fit is told of it.
     *
     * @param weightsVary whether the weights before the first step are drawn at all
     * @param seed of what is drawn anew
     */
    Told told(Design.Telling telling, boolean weightsVary, Seed seed) {
        boolean withNoise = !telling.known().contains(Design.Known.NOISE) && !noise.apply(seed).isEmpty();
        boolean withWeights = !telling.known().contains(Design.Known.WEIGHTS) && weightsVary;
        return new Told(this, telling.resamplings(), withNoise, withWeights, seed);
    }

    /**
     * What a fit is told of a recording: one trajectory, or several that differ in what is drawn anew.
     *
     * @param withNoise whether the noise of inputs is drawn anew
     * @param withWeights whether the weights before the first step are drawn anew
     */
    record Told(SimulatedRecording recorded, Resamplings resamplings, boolean withNoise, boolean withWeights, Seed seed) {
        /** Tells whether anything is drawn anew. */
        boolean varies() {
            return withNoise || withWeights;
        }

        /** Returns the trajectories that are there at first. */
        List<Trajectory> first() {
            return varies() ? IntStream.rangeClosed(1, resamplings.first()).mapToObj(this::number).toList()
                    : List.of(recorded.trajectory());
        }

        /**
         * Returns one of them. The kernel draws initial states that are not given, for each trajectory by its name.
         *
         * @param number from 1 on
         */
        Trajectory number(int number) {
            Trajectory real = recorded.trajectory();
            Map<Channel, double[]> columns = new LinkedHashMap<>(real.columns());
            if (withNoise) {
                columns.putAll(recorded.noise().apply(seed.child(number)));
            }
            String id = resamplings.equals(Resamplings.ONE) ? real.id() : real.id() + "/" + number;
            return Trajectory.builder(id, real.steps()).subject(real.subject()).recording(real.id()).columns(columns)
                    .initialStates(withWeights ? Map.of() : real.initialStates()).trials(real.trials())
                    .sessions(real.sessions()).use(real.use()).actual(real).build();
        }
    }
}
