package org.deltaw.behaviour;

import java.util.List;
import java.util.random.RandomGenerator;
import org.deltaw.spi.Seed;

/** Rewards that wait: an option that was baited keeps its bait until it is collected. For one thread. */
public final class Baits {
    private final RandomGenerator random;
    private final boolean[] baited;

    /** @param options how many there are */
    public Baits(int options, Seed seed) {
        this.random = seed.generator();
        this.baited = new boolean[options];
    }

    /**
     * Begins a trial: options without a bait get one with the given probabilities.
     *
     * @param keep whether baits that were not collected in the trial before are still there
     */
    public void begin(List<Double> probabilities, boolean keep) {
        for (int option = 0; option < baited.length; option++) {
            // Drawn for all, baited or not, so that choices do not change what is drawn later.
            boolean drawn = random.nextDouble() < probabilities.get(option);
            baited[option] = drawn || (keep && baited[option]);
        }
    }

    /** Collects the bait of an option: 1 if there was one, else 0. */
    public double collect(int option) {
        double reward = baited[option] ? 1 : 0;
        baited[option] = false;
        return reward;
    }
}
