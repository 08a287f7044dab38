package org.deltaw.plugin.synthetic;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.deltaw.behaviour.OdourCode;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.SimulatedNetwork;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.network.Observable;

/** One simulated fly: what it smells next, and what it gets, depends on what it does. For one thread. */
final class ForagingExperiment {
    private final ForagingSettings settings;
    private final OdourCode code;
    private final String id;
    private final Odours odours;
    private final RandomGenerator noise;
    private final RandomGenerator choices;
    private final Simulator simulator;
    private final Seed weights;
    private final Rewards rewards;
    private final ForagingRecord record;

    ForagingExperiment(ForagingSettings settings, OdourCode code, Simulator simulator, String id, Seed seed) {
        this.settings = settings;
        this.code = code;
        this.simulator = simulator;
        this.id = id;
        this.weights = seed.child("weights");
        this.odours = new Odours(seed.child("odours"));
        this.noise = seed.child("input noise").generator();
        this.choices = seed.child("choices").generator();
        this.rewards = new Rewards(settings.signal(), settings.window());
        this.record = new ForagingRecord(code.inputs());
    }

    Trajectory run(Trajectory.Use use) {
        try (SimulatedNetwork network = simulator.start(weights)) {
            for (List<Double> probabilities : settings.blocks()) {
                for (int trial = 0; trial < settings.trialsPerBlock(); trial++) {
                    odours.bait(probabilities);
                    trial(network);
                }
            }
            return record.trajectory(id, use, network.initialStates());
        }
    }

    /** Offers odours until one is accepted. */
    private void trial(SimulatedNetwork network) {
        int from = record.steps();
        while (!step(network)) {
            if (record.steps() - from > settings.mostRejections()) {
                throw new InvalidSpecException("most-rejections", "The network of trajectory '" + id + "' rejected more "
                        + "than " + settings.mostRejections() + " odours in a row in trial " + (rewards.count() + 1)
                        + "; choose a rule under which it goes on choosing, or allow more.");
            }
        }
        record.endTrial(from);
    }

    /** Offers one odour, and tells whether it was accepted. */
    private boolean step(SimulatedNetwork network) {
        int odour = odours.offer();
        double[] input = smell(odour);
        boolean accepted = choices.nextDouble() < probability(network, input);
        double reward = 0;
        if (accepted) {
            reward = rewards.signal(odours.collect(odour));
        }
        Map<Channel, double[]> row = ForagingRecord.row(input, accepted, reward);
        network.advance(row);
        record.add(row);
        return accepted;
    }

    private double[] smell(int odour) {
        double[] input = new double[code.inputs()];
        for (int i = 0; i < input.length; i++) {
            input[i] = code.mean(odour, i) + settings.inputNoise() * noise.nextGaussian();
        }
        return input;
    }

    private double probability(SimulatedNetwork network, double[] input) {
        double logit = Objects.requireNonNull(
                network.observe(ForagingRecord.row(input, false, 0)).get(Observable.LOGIT))[0];
        if (!Double.isFinite(logit)) {
            throw Truths.diverged(id, record.steps());
        }
        // As everywhere where bits must not depend on the machine.
        return 1 / (1 + StrictMath.exp(-logit));
    }
}
