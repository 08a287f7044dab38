package org.deltaw.plugin.synthetic;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.behaviour.ExpectedReward;

/** The rewards that an animal got, and the signal that each was to it. For one thread. */
final class Rewards {
    private final ForagingSettings.Reward kind;
    private final int window;
    private final List<Double> all = new ArrayList<>();

    /** @param window how many rewards are remembered */
    Rewards(ForagingSettings.Reward kind, int window) {
        this.kind = kind;
        this.window = window;
    }

    int count() {
        return all.size();
    }

    /** Takes the next reward, and returns its signal. */
    double signal(double reward) {
        all.add(reward);
        return switch (kind) {
            case RAW -> reward;
            case EXPECTED -> {
                // The window and this trial: earlier ones do not count.
                int from = Math.max(0, all.size() - 1 - window);
                double[] last = all.subList(from, all.size()).stream().mapToDouble(Double::doubleValue).toArray();
                yield ExpectedReward.surprise(last, window)[last.length - 1];
            }
        };
    }
}
