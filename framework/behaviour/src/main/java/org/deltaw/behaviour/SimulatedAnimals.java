package org.deltaw.behaviour;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Agents;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Design;
import org.deltaw.spi.data.SimulatedNetwork;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.data.Trajectory;

/** The recordings of a simulated experiment, one after the other. */
public final class SimulatedAnimals {
    private SimulatedAnimals() {}

    /**
     * An animal in one recording.
     *
     * @param id of the recording
     * @param subject that the recording is of
     * @param standsFor the subject of the experiment whose rule it has
     * @param seed of everything in it
     */
    public record Animal(String id, String subject, String standsFor, Trajectory.Use use, Seed seed) {
        /** Begins with a network of its own. */
        public SimulatedNetwork start(Simulator simulator) {
            return simulator.start(standsFor, seed.child("weights"));
        }
    }

    /** Makes one recording. */
    public interface Run {
        /** Makes it. */
        SimulatedRecording of(Simulator simulator, Animal animal);
    }

    /**
     * Runs experiments.
     *
     * @param animals each with a seed of its own, so that one more leaves all others as they are
     * @param telling what a fit is told of them
     * @param seed to find out whether the weights before the first step are drawn
     */
    public static Recordings run(Simulator simulator, List<Animal> animals, Design.Telling telling, Seed seed, Run run) {
        boolean weightsVary = weightsVary(simulator, animals.getFirst().standsFor(), seed);
        return new Recordings(telling, animals.stream().map(animal ->
                run.of(simulator, animal).told(telling, weightsVary, animal.seed().child("resampling"))).toList());
    }

    /** What a fit is told of all recordings. */
    public static final class Recordings {
        private final Design.Telling telling;
        private final List<SimulatedRecording.Told> all;

        private Recordings(Design.Telling telling, List<SimulatedRecording.Told> all) {
            this.telling = telling;
            this.all = all;
        }

        /** Describes data of them, which name the rule of the agents. */
        public Dataset.Builder data(List<Channel> channels, Agents agents) {
            Dataset.Builder builder = Dataset.builder(channels);
            agents.rule().ifPresent(builder::truth);
            all.forEach(each -> builder.trajectories(each.first()));
            if (telling.resamplings().isAutomatic() && all.stream().anyMatch(SimulatedRecording.Told::varies)) {
                Map<String, SimulatedRecording.Told> byName = all.stream()
                        .collect(Collectors.toMap(each -> each.recorded().trajectory().id(), each -> each));
                builder.replicates((recording, number) -> Objects.requireNonNull(byName.get(recording)).number(number));
            }
            return builder;
        }
    }

    /** Weights that are constant say the same in all draws; two draws tell. */
    private static boolean weightsVary(Simulator simulator, String subject, Seed seed) {
        Map<String, double[]> one = initialStates(simulator, subject, seed.child("one draw"));
        Map<String, double[]> other = initialStates(simulator, subject, seed.child("other draw"));
        return one.entrySet().stream().anyMatch(state ->
                !Arrays.equals(state.getValue(), Objects.requireNonNull(other.get(state.getKey()))));
    }

    private static Map<String, double[]> initialStates(Simulator simulator, String subject, Seed seed) {
        try (SimulatedNetwork network = simulator.start(subject, seed)) {
            return network.initialStates();
        }
    }

    /** Makes the exception for a rule under which something stopped being finite. */
    public static InvalidSpecException diverged(String id, int step) {
        return new InvalidSpecException("With this rule the network of trajectory '" + id + "' showed something "
                + "that is no finite number in step " + (step + 1) + "; choose a rule under which weights stay bounded, "
                + "or a smaller plasticity rate of the network.");
    }
}
