package org.deltaw.kernel.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.rule.Signal;

/** Made-up recordings. */
public final class Recordings {
    public static final Channel REWARD = Channel.of(Signal.REWARD);
    public static final Channel DECISION = Channel.of(Target.DECISION, 1);

    private Recordings() {}

    /** Columns for choices: inputs, gate, reward and decision. */
    public static List<Channel> choices(int inputs) {
        return List.of(Channel.input(inputs), Channel.UPDATE, REWARD, DECISION);
    }

    /** Columns for activity: inputs, reward, activity, and which of it was observed. */
    public static List<Channel> activity(int inputs, int neurons) {
        return List.of(Channel.input(inputs), REWARD, Channel.of(Target.ACTIVITY, neurons),
                Channel.mask(Target.ACTIVITY, neurons));
    }

    /** Trajectories a, b, c … of subjects A, B, A, B …, each a step longer than the one before. */
    public static Dataset random(List<Channel> channels, int trajectories, int steps, long seed) {
        List<Trajectory> all = new ArrayList<>();
        for (int i = 0; i < trajectories; i++) {
            String id = Character.toString('a' + i);
            all.add(random(id, i % 2 == 0 ? "A" : "B", channels, steps + i, new Seed(seed).child(id)));
        }
        return Dataset.builder(channels).trajectories(all).build();
    }

    private static Trajectory random(String id, String subject, List<Channel> channels, int steps, Seed seed) {
        Map<Channel, double[]> columns = new LinkedHashMap<>();
        for (Channel channel : channels) {
            RandomGenerator random = seed.child(channel.toString()).generator();
            double[] values = new double[steps * channel.width()];
            Arrays.setAll(values, _ -> draw(channel, random));
            // At least one step is observed and changes weights.
            if (channel.role() == Channel.Role.MASK || channel.role() == Channel.Role.GATE) {
                values[0] = 1;
            }
            columns.put(channel, values);
        }
        return Trajectory.builder(id, steps).subject(subject).columns(columns).build();
    }

    private static double draw(Channel channel, RandomGenerator random) {
        return switch (channel.role()) {
            case INPUT, SIGNAL -> random.nextGaussian();
            case GATE, SESSION, MASK -> random.nextInt(3) > 0 ? 1 : 0;
            case TARGET -> channel.equals(DECISION) ? random.nextInt(2) : random.nextDouble();
        };
    }

    public static Dataset of(Trajectory... trajectories) {
        return Dataset.builder(List.copyOf(trajectories[0].columns().keySet())).trajectories(trajectories).build();
    }

    /** A trajectory with its columns, and optionally weights before the first step. */
    public static Trajectory trajectory(String id, int steps, Map<Channel, double[]> columns, double... weights) {
        return Trajectory.builder(id, steps).columns(columns)
                .initialStates(weights.length == 0 ? Map.of() : Map.of("weights", weights)).build();
    }

    /** The same trajectory with other values before the first step. */
    public static Trajectory starting(Trajectory trajectory, Map<String, double[]> states) {
        return trajectory.toBuilder().initialStates(states).build();
    }
}
