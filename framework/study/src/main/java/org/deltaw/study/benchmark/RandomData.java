package org.deltaw.study.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.rule.Signal;

/**
 * Data without meaning: what evaluating a model costs does not depend on what its data say, only on how many there are and in how many
 * steps weights change.
 */
final class RandomData {
    /** Of the inputs that an odour excites; as a fly's data have it. */
    private static final double ODOUR = 0.75;
    private static final double ODOUR_NOISE = 0.05;
    private static final double INPUT_DEVIATION = 0.3;

    private RandomData() {}

    /**
     * Makes choices of flies: one of two odours in each step, accepted in half of the steps, in which weights change and a reward
     * between -0.5 and 0.5 is there.
     */
    static Dataset flies(int flies, int steps) {
        Channel input = Channel.input(2);
        Channel reward = Channel.of(Signal.REWARD);
        Channel decision = Channel.of(Target.DECISION, 1);
        List<Trajectory> trajectories = new ArrayList<>();
        for (int fly = 0; fly < flies; fly++) {
            RandomGenerator random = new Seed(1).child(fly).generator();
            double[] inputs = new double[2 * steps];
            double[] rewards = new double[steps];
            double[] decisions = new double[steps];
            for (int t = 0; t < steps; t++) {
                int odour = random.nextInt(2);
                for (int i = 0; i < 2; i++) {
                    inputs[2 * t + i] = (i == odour ? ODOUR : 0) + random.nextGaussian(0, ODOUR_NOISE);
                }
                decisions[t] = random.nextInt(2);
                rewards[t] = decisions[t] * random.nextDouble(-0.5, 0.5);
            }
            trajectories.add(Trajectory.builder("fly " + fly, steps).subject("fly " + fly)
                    .columns(Map.of(input, inputs, Channel.UPDATE, decisions, reward, rewards, decision, decisions)).build());
        }
        return Dataset.builder(List.of(input, Channel.UPDATE, reward, decision)).trajectories(trajectories).build();
    }

    /** Makes the recorded activity of neurons, one trajectory; weights change in every step. */
    static Dataset activity(int inputs, int neurons, int steps) {
        Channel input = Channel.input(inputs);
        Channel activity = Channel.of(Target.ACTIVITY, neurons);
        RandomGenerator random = new Seed(1).generator();
        double[] shown = new double[steps * inputs];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = random.nextGaussian(0, INPUT_DEVIATION);
        }
        Trajectory trajectory = Trajectory.builder("network", steps)
                .columns(Map.of(input, shown, activity, random.doubles((long) steps * neurons).toArray())).build();
        return Dataset.builder(List.of(input, activity)).trajectories(trajectory).build();
    }
}
