package org.deltaw.plugin.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.deltaw.spi.network.Observable;

/** One simulated fly: what it smells next, and what it gets, depends on what it does. For one thread. */
final class ForagingExperiment {
    private final ForagingSettings settings;
    private final OdourCode code;
    private final Experiments.Name name;
    private final Odours odours;
    private final RandomGenerator noise;
    private final RandomGenerator choices;
    private final Simulator simulator;
    private final Seed weights;
    private final Rewards rewards;
    private final ForagingRecord record;
    private final List<Integer> offered = new ArrayList<>();

    ForagingExperiment(ForagingSettings settings, OdourCode code, Simulator simulator, Experiments.Name name, Seed seed) {
        this.settings = settings;
        this.code = code;
        this.simulator = simulator;
        this.name = name;
        this.weights = seed.child("weights");
        this.odours = new Odours(seed.child("odours"));
        this.noise = seed.child("input noise").generator();
        this.choices = seed.child("choices").generator();
        this.rewards = new Rewards(settings.signal(), settings.window());
        this.record = new ForagingRecord(code.inputs());
    }

    Recorded run() {
        try (SimulatedNetwork network = simulator.start(weights)) {
            for (int trial = 0; trial < settings.trialsPerSession(); trial++) {
                odours.bait(settings.blocks().get(trial / settings.trialsPerBlock() % settings.blocks().size()));
                trial(network);
            }
            return new Recorded(record.trajectory(name, network.initialStates()), this::smellAnew);
        }
    }

    /** Returns the inputs of all steps with other noise. */
    private Map<Channel, double[]> smellAnew(Seed seed) {
        if (settings.inputNoise() == 0) {
            return Map.of();
        }
        RandomGenerator random = seed.generator();
        double[] inputs = offered.stream().flatMapToDouble(odour -> Arrays.stream(smell(odour, random))).toArray();
        return Map.of(Channel.input(code.inputs()), inputs);
    }

    /** Offers odours until one is accepted. */
    private void trial(SimulatedNetwork network) {
        int from = record.steps();
        while (!step(network)) {
            if (record.steps() - from > settings.mostRejections()) {
                throw new InvalidSpecException("most-rejections", "The network of trajectory '" + name.id() + "' rejected more "
                        + "than " + settings.mostRejections() + " odours in a row in trial " + (rewards.count() + 1)
                        + "; choose a rule under which it goes on choosing, or allow more.");
            }
        }
        record.endTrial(from);
    }

    /** Offers one odour, and tells whether it was accepted. */
    private boolean step(SimulatedNetwork network) {
        int odour = odours.offer();
        double[] input = smell(odour, noise);
        offered.add(odour);
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

    private double[] smell(int odour, RandomGenerator random) {
        double[] input = new double[code.inputs()];
        for (int i = 0; i < input.length; i++) {
            input[i] = code.mean(odour, i) + settings.inputNoise() * random.nextGaussian();
        }
        return input;
    }

    private double probability(SimulatedNetwork network, double[] input) {
        double logit = Objects.requireNonNull(
                network.observe(ForagingRecord.row(input, false, 0)).get(Observable.LOGIT))[0];
        if (!Double.isFinite(logit)) {
            throw Truths.diverged(name.id(), record.steps());
        }
        // As everywhere where bits must not depend on the machine.
        return 1 / (1 + StrictMath.exp(-logit));
    }
}
