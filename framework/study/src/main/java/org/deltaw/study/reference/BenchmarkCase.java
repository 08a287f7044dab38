package org.deltaw.study.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.rule.Signal;

/**
 * A model of usual size with random data, for timing.
 *
 * @param name as the table shows it
 * @param curvature whether the Gauss-Newton matrix is timed as well
 */
public record BenchmarkCase(String name, ReferenceModel.Description model, Dataset dataset, boolean curvature) {
    private static final int FLY_STEPS = 300;
    private static final double ACCEPTED = 0.8;
    private static final String FIVE_TERMS = "{terms: [1, w, x, r, x*r], initial-scale: 0.01}";
    private static final String ALL_TERMS = "{initial-scale: 0.01}";

    /** Lists the standard cases. */
    public static List<BenchmarkCase> standard() {
        return List.of(
                fly("one fly, 5 terms", "taylor", FIVE_TERMS, 1, true),
                fly("one fly, 81 terms", "taylor", ALL_TERMS, 1, true),
                fly("one fly, perceptron of x, y, w, r, hidden 10", "mlp", "{hidden: [10]}", 1, false),
                fly("20 flies, 5 terms", "taylor", FIVE_TERMS, 20, false),
                activity("Oja 20 to 20, T = 50, 27 terms", "feedforward", "{layers: [20, 20]}", 20, 20, 50, true),
                activity("Oja 100 to 1000, T = 50, 27 terms", "feedforward", "{layers: [100, 1000]}", 100, 1000, 50, true),
                activity("recurrent 200, T = 500, 27 terms", "recurrent",
                        "{inputs: 10, neurons: 200, plasticity-rate: 0.001}", 10, 200, 500, false));
    }

    /** Makes choices of flies at random, rewarded at random. */
    static BenchmarkCase fly(String name, String family, String rule, int flies, boolean curvature) {
        Channel input = Channel.input(2);
        Channel reward = Channel.of(Signal.REWARD);
        Channel decision = Channel.of(Target.DECISION, 1);
        List<Trajectory> trajectories = new ArrayList<>();
        for (int fly = 0; fly < flies; fly++) {
            RandomGenerator random = new Seed(1).child(fly).generator();
            double[] inputs = new double[2 * FLY_STEPS];
            double[] rewards = new double[FLY_STEPS];
            double[] decisions = new double[FLY_STEPS];
            for (int t = 0; t < FLY_STEPS; t++) {
                inputs[2 * t + random.nextInt(2)] = 1;
                decisions[t] = random.nextDouble() < ACCEPTED ? 1 : 0;
                rewards[t] = decisions[t] * (random.nextInt(2) - 0.5);
            }
            trajectories.add(Trajectory.builder("fly " + fly, FLY_STEPS).subject("fly")
                    .columns(Map.of(input, inputs, Channel.UPDATE, decisions, reward, rewards, decision, decisions))
                    .build());
        }
        return new BenchmarkCase(name,
                model("feedforward", "{layers: [2, 10, 1]}", family, rule, "choice-cross-entropy"),
                Dataset.builder(List.of(input, Channel.UPDATE, reward, decision)).trajectories(trajectories)
                        .build(), curvature);
    }

    /** Makes inputs and recorded activity at random. */
    private static BenchmarkCase activity(
            String name, String network, String settings, int inputs, int neurons, int steps, boolean curvature) {
        Channel input = Channel.input(inputs);
        Channel activity = Channel.of(Target.ACTIVITY, neurons);
        RandomGenerator random = new Seed(1).generator();
        Trajectory trajectory = Trajectory.builder("network", steps)
                .columns(Map.of(input, random.doubles((long) steps * inputs, -0.5, 0.5).toArray(), activity,
                random.doubles((long) steps * neurons).toArray())).build();
        return new BenchmarkCase(name,
                model(network, settings, "taylor", "{variables: [x, y, w], initial-scale: 0.01}",
                        "activity-mean-squared-error"),
                Dataset.builder(List.of(input, activity)).trajectories(trajectory).build(), curvature);
    }

    private static ReferenceModel.Description model(
            String network, String settings, String family, String rule, String loss) {
        return new ReferenceModel.Description(
                network, settings, ParameterChoices.NONE, family, rule, List.of(Map.entry(loss, 1.0)));
    }
}
