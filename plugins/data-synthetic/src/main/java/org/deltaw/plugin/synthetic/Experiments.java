package org.deltaw.plugin.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Design;
import org.deltaw.spi.data.SimulatedNetwork;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.data.Trajectory;

/** The trajectories of a simulated experiment: some to be fitted, and some to be held out. */
final class Experiments {
    /** A made-up animal: what differs between several is chance. */
    private static final String SUBJECT = "simulated";

    private Experiments() {}

    /** Makes one recording. */
    interface Run {
        /**
         * Makes it.
         *
         * @param seed of everything in it
         */
        Recorded of(Simulator simulator, Name name, Seed seed);
    }

    /** What a recording is called, and whose it is. */
    record Name(String id, String subject, Trajectory.Use use) {}

    /**
     * How many recordings there are.
     *
     * @param subjects to whom they belong, in turn
     */
    record Count(int training, int heldOut, int subjects) {
        /** Names a recording. */
        private Name name(Trajectory.Use use, String kind, int number) {
            return new Name(kind + "/" + number, subjects == 1 ? SUBJECT : SUBJECT + ((number - 1) % subjects + 1), use);
        }
    }

    /**
     * Runs experiments. Each has a seed by its use and number, so that one more leaves all others as they are.
     *
     * @param telling what a fit is told of them
     */
    static List<Recorded.Told> run(Simulator simulator, Count count, Design.Telling telling, Seed seed, Run run) {
        boolean weightsVary = weightsVary(simulator, seed);
        List<Recorded.Told> all = new ArrayList<>();
        BiFunction<Name, Seed, Recorded.Told> told = (name, own) ->
                run.of(simulator, name, own).told(telling, weightsVary, own.child("resampling"));
        for (int number = 1; number <= count.training(); number++) {
            all.add(told.apply(count.name(Trajectory.Use.TRAINING, "training", number), seed.child("training").child(number)));
        }
        for (int number = 1; number <= count.heldOut(); number++) {
            all.add(told.apply(count.name(Trajectory.Use.HELD_OUT, "held-out", number), seed.child("held-out").child(number)));
        }
        return all;
    }

    /** Weights that are constant say the same in all draws; two draws tell. */
    private static boolean weightsVary(Simulator simulator, Seed seed) {
        Map<String, double[]> one = initialStates(simulator, seed.child("one draw"));
        Map<String, double[]> other = initialStates(simulator, seed.child("other draw"));
        return one.entrySet().stream().anyMatch(state ->
                !Arrays.equals(state.getValue(), Objects.requireNonNull(other.get(state.getKey()))));
    }

    private static Map<String, double[]> initialStates(Simulator simulator, Seed seed) {
        try (SimulatedNetwork network = simulator.start(seed)) {
            return network.initialStates();
        }
    }
}
