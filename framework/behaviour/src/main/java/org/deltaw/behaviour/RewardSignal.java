package org.deltaw.behaviour;

import java.util.ArrayList;
import java.util.List;

/** The rewards that an animal got, and what synapses are told of each. For one thread. */
public final class RewardSignal {
    private final boolean expected;
    private final int window;
    private final List<Double> all = new ArrayList<>();

    private RewardSignal(boolean expected, int window) {
        this.expected = expected;
        this.window = window;
    }

    /** Tells synapses the reward itself. */
    public static RewardSignal raw() {
        return new RewardSignal(false, 0);
    }

    /**
     * Tells synapses the reward minus its expectation (see {@link ExpectedReward}).
     *
     * @param window how many rewards are remembered, at least 1
     */
    public static RewardSignal expected(int window) {
        return new RewardSignal(true, window);
    }

    /** Takes the next reward, and returns its signal. */
    public double of(double reward) {
        all.add(reward);
        if (!expected) {
            return reward;
        }
        // The window and this trial: earlier ones do not count.
        int from = Math.max(0, all.size() - 1 - window);
        double[] last = all.subList(from, all.size()).stream().mapToDouble(Double::doubleValue).toArray();
        return ExpectedReward.surprise(last, window)[last.length - 1];
    }
}
