package org.deltaw.plugin.synthetic;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.deltaw.behaviour.Bandit;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.SimulatedNetwork;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.network.Observable;

/** A simulated animal that chooses between options: what it gets depends on what it chooses, and so does what it learns. For one thread. */
final class ChoiceExperiment {
    private final ForagingSettings settings;
    private final ChoiceSettings options;
    private final Simulator simulator;
    private final Experiments.Name name;
    private final Seed seed;
    private final RandomGenerator offers;
    private final RandomGenerator misses;
    private final RandomGenerator choices;
    private final Rewards rewards;
    private final ChoiceRecord record;

    ChoiceExperiment(ForagingSettings settings, Simulator simulator, Experiments.Name name, Seed seed) {
        this.settings = settings;
        this.options = settings.options().orElseThrow();
        this.simulator = simulator;
        this.name = name;
        this.seed = seed;
        this.offers = seed.child("offers").generator();
        this.misses = seed.child("misses").generator();
        this.choices = seed.child("choices").generator();
        this.rewards = new Rewards(settings.signal(), settings.window());
        this.record = new ChoiceRecord(ChoiceRecord.channels(settings));
    }

    Recorded run() {
        try (SimulatedNetwork network = simulator.start(seed.child("weights"))) {
            for (int session = 0; session < options.sessions(); session++) {
                record.beginSession();
                Bandit bandit = new Bandit(options.design(settings.blocks(), settings.trialsPerBlock()),
                        seed.child("rewards").child(session));
                for (int trial = 0; trial < settings.trialsPerSession(); trial++) {
                    trial(network, bandit, session > 0 && trial == 0);
                }
            }
            return Recorded.of(record.trajectory(name, network.initialStates()));
        }
    }

    private void trial(SimulatedNetwork network, Bandit bandit, boolean beginsSession) {
        bandit.begin();
        Map<Channel, double[]> before = record.before(offered(), beginsSession);
        double chance = choices.nextDouble();
        // Drawn in every trial, so that a missed one changes no other draw.
        boolean missed = misses.nextDouble() < options.missed();
        int option = missed ? -1 : option(network, before, chance);
        double reward = missed ? 0 : rewards.signal(bandit.choose(option));
        network.advance(record.after(before, option, reward));
    }

    /** Draws which options are on offer, 1 for each. */
    private double[] offered() {
        double[] offered = new double[settings.width()];
        int left = options.offered().orElse(offered.length);
        for (int option = 0; option < offered.length; option++) {
            // Each set of that many is as probable.
            if (offers.nextInt(offered.length - option) < left) {
                offered[option] = 1;
                left--;
            }
        }
        return offered;
    }

    /** Returns the option at which the sum of probabilities passes a number from 0 to 1. */
    private int option(SimulatedNetwork network, Map<Channel, double[]> before, double chance) {
        double[] logarithms = Objects.requireNonNull(network.observe(before).get(Observable.LOG_PROBABILITIES));
        if (!Arrays.stream(logarithms).allMatch(Double::isFinite)) {
            throw Truths.diverged(name.id(), record.trials());
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
