package org.deltaw.kernel.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.feedforward.FeedforwardSettings;
import org.deltaw.plugin.jvm.JvmBackend;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Activation;

/**
 * Choices of flies whose synapses change by {@code reward*x*r + forget*w}, simulated by a few loops that share no code
 * with the kernel: odours are offered at random, and what is accepted is rewarded with the odour's probability.
 *
 * @param steps how many each fly makes
 */
public record SimulatedChoices(double reward, double forget, int... steps) {
    private static final int ODOURS = 2;
    private static final int NEURONS = 4;
    private static final double READOUT = 5;
    private static final double RATE = 0.5;
    private static final double[] REWARDED = {0.2, 0.8};
    private static final int BLOCK = 60;

    /** A fit of the coefficients of the terms given, with a fast backend: those who ask for it fit often. */
    public static FitBuilder fit(String... terms) {
        return FitBuilder.of(new FeedforwardNetwork(), network()).backend(new JvmBackend(), Precision.F64)
                .rule(new TaylorRule(), Rules.terms(terms)).loss(new ChoiceCrossEntropy(), 1);
    }

    public static FeedforwardSettings network() {
        return new FeedforwardSettings(
                List.of(ODOURS, NEURONS, 1), java.util.Optional.of(Activation.TANH), READOUT, java.util.Optional.of(RATE),
                0, 0, 0, java.util.Optional.empty(), java.util.Optional.empty());
    }

    /** Simulates all flies. */
    public Dataset record(Seed seed) {
        List<Trajectory> flies = new ArrayList<>();
        for (int fly = 0; fly < steps.length; fly++) {
            flies.add(fly("fly " + fly, steps[fly], seed.child(fly).generator()));
        }
        return Recordings.of(flies.toArray(Trajectory[]::new));
    }

    /** Simulates all flies, and records their neurons with additive noise. */
    public Dataset recordWithActivity(Seed seed, double noise) {
        Dataset choices = record(seed);
        Channel activity = Channel.of(Target.ACTIVITY, NEURONS);
        Trajectory[] flies = choices.trajectories().toArray(Trajectory[]::new);
        try (OpenFit opened = fit("x*r", "w").open(choices)) {
            Problem problem = opened.problems().getFirst();
            int output = problem.outputs().indexOf("activity");
            List<Simulation> shown = problem.simulate(new double[] {reward, forget});
            RandomGenerator random = seed.child("noise").generator();
            for (int fly = 0; fly < flies.length; fly++) {
                Map<Channel, double[]> columns = new LinkedHashMap<>(flies[fly].columns());
                columns.put(activity, Arrays.stream(shown.get(fly).outputs().get(output))
                        .map(value -> value + noise * random.nextGaussian()).toArray());
                flies[fly] = Trajectory.builder(flies[fly].id(), flies[fly].steps()).subject(flies[fly].subject())
                        .columns(columns).initialStates(flies[fly].initialStates()).build();
            }
        }
        return Recordings.of(flies);
    }

    private Trajectory fly(String id, int length, RandomGenerator random) {
        double[] weights = new double[ODOURS * NEURONS];
        Arrays.setAll(weights, _ -> 0.1 * random.nextGaussian());
        double[] inputs = new double[length * ODOURS];
        double[] decisions = new double[length];
        double[] rewards = new double[length];
        double[] before = weights.clone();
        for (int t = 0; t < length; t++) {
            int odour = random.nextInt(ODOURS);
            inputs[t * ODOURS + odour] = 0.75 + 0.05 * random.nextGaussian();
            double logit = 0;
            for (int i = 0; i < NEURONS; i++) {
                logit += READOUT / NEURONS * Math.tanh(inputs[t * ODOURS + odour] * weights[odour * NEURONS + i]);
            }
            decisions[t] = random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
            // Every block the odours change places, so that there is always something to learn.
            double probability = REWARDED[(odour + t / BLOCK) % ODOURS];
            rewards[t] = decisions[t] * ((random.nextDouble() < probability ? 1 : 0) - 0.5);
            for (int k = 0; k < weights.length && decisions[t] == 1; k++) {
                weights[k] += RATE * (reward * inputs[t * ODOURS + k / NEURONS] * rewards[t] + forget * weights[k]);
            }
        }
        Map<Channel, double[]> columns = new LinkedHashMap<>();
        columns.put(Channel.input(ODOURS), inputs);
        columns.put(Channel.UPDATE, decisions);
        columns.put(Recordings.REWARD, rewards);
        columns.put(Recordings.DECISION, decisions);
        return Trajectory.builder(id, length).columns(columns).initialStates(Map.of("weights", before)).build();
    }
}
