package org.deltaw.plugin.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Trajectory;

/** The trajectories of a simulated experiment: some to be fitted, and some to be held out. */
final class Experiments {
    /** All are those of one made-up animal: what differs between them is chance. */
    static final String SUBJECT = "simulated";

    private Experiments() {}

    /** Makes one trajectory. */
    interface Run {
        /**
         * Makes it.
         *
         * @param number among those of its use, from 1 on
         * @param seed of everything in it
         */
        Trajectory of(String id, Trajectory.Use use, int number, Seed seed);
    }

    /** Runs experiments. Each has a seed by its use and number, so that one more leaves all others as they are. */
    static List<Trajectory> run(int training, int heldOut, Seed seed, Run run) {
        List<Trajectory> all = new ArrayList<>();
        BiFunction<String, Integer, Seed> seeds = (use, number) -> seed.child(use).child(number);
        for (int number = 1; number <= training; number++) {
            all.add(run.of("training/" + number, Trajectory.Use.TRAINING, number, seeds.apply("training", number)));
        }
        for (int number = 1; number <= heldOut; number++) {
            all.add(run.of("held-out/" + number, Trajectory.Use.HELD_OUT, number, seeds.apply("held-out", number)));
        }
        return all;
    }
}
