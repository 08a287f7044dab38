package org.deltaw.plugin.synthetic;

import java.util.List;
import java.util.random.RandomGenerator;
import org.deltaw.spi.Seed;

/** Offers odours, and keeps their baits until they are collected. For one thread. */
final class Odours {
    /** As in the task of Rajagopalan et al. (2023). */
    static final int COUNT = 2;

    private final RandomGenerator offers;
    private final RandomGenerator baits;
    private final boolean[] baited = new boolean[COUNT];

    Odours(Seed seed) {
        this.offers = seed.child("offers").generator();
        this.baits = seed.child("baits").generator();
    }

    /** Begins a trial: odours without a bait get one with the given probabilities. */
    void bait(List<Double> probabilities) {
        for (int odour = 0; odour < COUNT; odour++) {
            // Drawn for both, baited or not, so that choices do not change what is drawn later.
            boolean drawn = baits.nextDouble() < probabilities.get(odour);
            baited[odour] |= drawn;
        }
    }

    /** Offers an odour. */
    int offer() {
        return offers.nextInt(COUNT);
    }

    /** Collects the bait of an accepted odour: 1 if there was one, else 0. */
    double collect(int odour) {
        double reward = baited[odour] ? 1 : 0;
        baited[odour] = false;
        return reward;
    }
}
