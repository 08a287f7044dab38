package org.deltaw.plugin.fly;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.deltaw.spi.Seed;

/**
 * A fly that is no fly: a network whose synapses change by a known rule, in the two-odour task with baited
 * rewards. In each trial every odour that holds no reward gets one with its probability, and keeps it until
 * the odour is accepted.
 *
 * <p>Network: 2 inputs, 10 hidden neurons h = tanh(x W), log odds of accepting 5/10 sum(h). Rule, after each
 * accepted odour: W += 1/2 (x r - 0.05 w), r the reward minus its expectation.
 */
final class SimulatedFly {
    /** Probabilities of bait for the two odours, one row for each block of trials. */
    static final double[][] BAIT = {{0.2, 0.8}, {0.9, 0.1}, {0.2, 0.8}};

    static final int TRIALS_PER_BLOCK = 80;
    private static final int WINDOW = 10;
    private static final int HIDDEN = 10;
    private static final double SCALE = 5;
    private static final double RATE = 0.5;
    private static final double FORGETTING = 0.05;

    private final RandomGenerator random;
    private final double[][] weights = new double[2][HIDDEN];
    private final boolean[] baited = new boolean[2];
    private final List<Integer> odours = new ArrayList<>();
    private final List<Boolean> decisions = new ArrayList<>();
    private final List<Double> rewards = new ArrayList<>();

    private SimulatedFly(RandomGenerator random) {
        this.random = random;
        for (double[] row : weights) {
            for (int i = 0; i < HIDDEN; i++) {
                row[i] = 0.01 * random.nextGaussian();
            }
        }
    }

    /** Runs the experiment. */
    static Recording run(Seed seed) {
        SimulatedFly fly = new SimulatedFly(seed.generator());
        for (double[] bait : BAIT) {
            for (int trial = 0; trial < TRIALS_PER_BLOCK; trial++) {
                fly.trial(bait);
            }
        }
        boolean[] accepted = new boolean[fly.decisions.size()];
        for (int step = 0; step < accepted.length; step++) {
            accepted[step] = fly.decisions.get(step);
        }
        return new Recording(fly.odours.stream().mapToInt(Integer::intValue).toArray(), accepted,
                fly.rewards.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private void trial(double[] bait) {
        for (int odour = 0; odour < baited.length; odour++) {
            baited[odour] |= random.nextDouble() < bait[odour];
        }
        boolean accepted = false;
        while (!accepted) {
            int odour = random.nextInt(2);
            double[] input = {0.05 * random.nextGaussian(), 0.05 * random.nextGaussian()};
            input[odour] += 0.75;
            accepted = random.nextDouble() < probability(input);
            odours.add(odour);
            decisions.add(accepted);
            if (accepted) {
                double reward = baited[odour] ? 1 : 0;
                baited[odour] = false;
                learn(input, reward - expectation());
                rewards.add(reward);
            }
        }
    }

    private double probability(double[] input) {
        double sum = 0;
        for (int i = 0; i < HIDDEN; i++) {
            sum += StrictMath.tanh(input[0] * weights[0][i] + input[1] * weights[1][i]);
        }
        return 1 / (1 + StrictMath.exp(-SCALE / HIDDEN * sum));
    }

    private double expectation() {
        return rewards.subList(Math.max(0, rewards.size() - WINDOW), rewards.size()).stream()
                .mapToDouble(Double::doubleValue).sum() / WINDOW;
    }

    private void learn(double[] input, double surprise) {
        for (int j = 0; j < input.length; j++) {
            for (int i = 0; i < HIDDEN; i++) {
                weights[j][i] += RATE * (input[j] * surprise - FORGETTING * weights[j][i]);
            }
        }
    }
}
