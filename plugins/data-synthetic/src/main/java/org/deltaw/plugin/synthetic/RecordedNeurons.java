package org.deltaw.plugin.synthetic;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.loss.Target;

/** Which neurons are recorded: a random choice of the given share, at least one. Immutable. */
final class RecordedNeurons {
    private final boolean[] chosen;
    private final boolean all;

    private RecordedNeurons(boolean[] chosen, boolean all) {
        this.chosen = chosen;
        this.all = all;
    }

    /** Gives every neuron a random number and takes those with the smallest, so that a larger share takes more. */
    static RecordedNeurons draw(int neurons, double share, Seed seed) {
        int count = Math.clamp(Math.round(share * neurons), 1, neurons);
        RandomGenerator random = seed.generator();
        double[] lots = new double[neurons];
        Arrays.setAll(lots, _ -> random.nextDouble());
        double[] sorted = lots.clone();
        Arrays.sort(sorted);
        boolean[] chosen = new boolean[neurons];
        for (int i = 0; i < neurons; i++) {
            chosen[i] = lots[i] <= sorted[count - 1];
        }
        return new RecordedNeurons(chosen, count == neurons);
    }

    boolean contains(int neuron) {
        return chosen[neuron];
    }

    int neurons() {
        return chosen.length;
    }

    /** Returns the mask of the activity; none is needed if all neurons are recorded. */
    Optional<Channel> mask() {
        return all ? Optional.empty() : Optional.of(Channel.mask(Target.ACTIVITY, chosen.length));
    }
}
