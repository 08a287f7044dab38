package org.deltaw.behaviour;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.SimulatedNetwork;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.network.Observable;

/**
 * One animal that chooses between options: what it gets depends on what it chooses, and so does what it learns. A network takes its
 * place, which chooses with the probabilities that it shows. For one thread, once.
 */
public final class OptionForaging {
    private final RewardSignal rewards;
    private final SimulatedAnimals.Animal animal;
    private final RandomGenerator choices;
    private final OptionRecord record;

    /** A session of the animal, over which weights run on. */
    public record Session(String name, int trials, OptionTask task) {}

    /**
     * Prepares it.
     *
     * @param channels that are recorded: choices and rewards; what was on offer, and which trials were missed, where that is wanted
     * @param rewards what synapses are told
     */
    public OptionForaging(List<Channel> channels, RewardSignal rewards, SimulatedAnimals.Animal animal) {
        this.rewards = rewards;
        this.animal = animal;
        this.choices = animal.seed().child("choices").generator();
        this.record = new OptionRecord(channels);
    }

    /**
     * Does it.
     *
     * @throws InvalidSpecException without a key, if the network stops showing probabilities
     */
    public SimulatedRecording run(Simulator simulator, List<Session> sessions) {
        try (SimulatedNetwork network = animal.start(simulator)) {
            for (Session session : sessions) {
                boolean first = record.trials() == 0;
                record.beginSession(session.name());
                for (int trial = 0; trial < session.trials(); trial++) {
                    trial(network, session.task(), !first && trial == 0);
                }
            }
            return SimulatedRecording.of(record.trajectory(animal, network.initialStates()));
        }
    }

    private void trial(SimulatedNetwork network, OptionTask task, boolean beginsSession) {
        Map<Channel, double[]> before = record.before(task.begin(), beginsSession);
        double chance = choices.nextDouble();
        boolean missed = task.isMissed();
        int option = missed ? -1 : option(network, before, chance);
        double signal = missed ? 0 : rewards.of(task.choose(option));
        network.advance(record.after(before, option, signal));
    }

    /** Returns the option at which the sum of probabilities passes a number from 0 to 1. */
    private int option(SimulatedNetwork network, Map<Channel, double[]> before, double chance) {
        double[] logarithms = Objects.requireNonNull(network.observe(before).get(Observable.LOG_PROBABILITIES));
        if (!Arrays.stream(logarithms).allMatch(Double::isFinite)) {
            throw SimulatedAnimals.diverged(animal.id(), record.trials());
        }
        double sum = 0;
        int last = 0;
        for (int option = 0; option < logarithms.length; option++) {
            // As everywhere where bits must not depend on the machine.
            double probability = StrictMath.exp(logarithms[option]);
            sum += probability;
            if (chance < sum) {
                return option;
            }
            last = probability > 0 ? option : last;
        }
        return last;
    }
}
