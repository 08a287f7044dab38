package org.deltaw.plugin.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.deltaw.behaviour.SimulatedAnimals;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Agents;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.data.Trajectory;

/** What all simulated experiments have in common: the names of recordings and of made-up animals, and the setting {@code truth}. */
final class Simulations {
    /** A made-up animal: what differs between several is chance. */
    private static final String SUBJECT = "simulated";
    private static final String KEY = "truth";

    private Simulations() {}

    /** Names so many subjects. */
    static List<String> subjects(int count) {
        return count == 1 ? List.of(SUBJECT) : IntStream.rangeClosed(1, count).mapToObj(number -> SUBJECT + number).toList();
    }

    /**
     * How many recordings there are.
     *
     * @param subjects to whom they belong, in turn
     * @param standsFor the subjects of the experiment, of whom they are in turn
     */
    record Count(int training, int heldOut, List<String> subjects, List<String> standsFor) {
        /** Lists all recordings. Each has a seed by its use and number, so that one more leaves all others as they are. */
        List<SimulatedAnimals.Animal> animals(Seed seed) {
            List<SimulatedAnimals.Animal> all = new ArrayList<>();
            IntStream.rangeClosed(1, training).forEach(number -> all.add(animal(Trajectory.Use.TRAINING, "training", number, seed)));
            IntStream.rangeClosed(1, heldOut).forEach(number -> all.add(animal(Trajectory.Use.HELD_OUT, "held-out", number, seed)));
            return all;
        }

        private SimulatedAnimals.Animal animal(Trajectory.Use use, String kind, int number, Seed seed) {
            int subject = (number - 1) % subjects.size();
            return new SimulatedAnimals.Animal(kind + "/" + number, subjects.get(subject), standsFor.get(subject % standsFor.size()), use,
                    seed.child(kind).child(number));
        }
    }

    /** Puts networks together, and says of what is wrong with their rule where it is written. */
    static Simulator simulator(Agents agents, List<Channel> channels) {
        try {
            return agents.simulator(channels);
        } catch (InvalidSpecException invalid) {
            throw agents.rule().isPresent() ? located(invalid) : invalid;
        }
    }

    /** Does something with networks, and says where their rule is written if they cannot do it. */
    static <T> T behaving(Agents agents, Supplier<T> work) {
        try {
            return work.get();
        } catch (InvalidSpecException invalid) {
            throw invalid.key().isEmpty() && agents.rule().isPresent() ? located(invalid) : invalid;
        }
    }

    private static InvalidSpecException located(InvalidSpecException invalid) {
        InvalidSpecException located = new InvalidSpecException(
                invalid.key().isEmpty() ? KEY : KEY + "." + invalid.key(), Objects.requireNonNull(invalid.getMessage()));
        located.initCause(invalid);
        return located;
    }
}
