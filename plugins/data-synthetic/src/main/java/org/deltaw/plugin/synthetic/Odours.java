package org.deltaw.plugin.synthetic;

import java.util.List;
import java.util.random.RandomGenerator;
import org.deltaw.behaviour.Baits;
import org.deltaw.spi.Seed;

/** Offers odours, and keeps their baits until they are collected. For one thread. */
final class Odours {
    /** As in the task of Rajagopalan et al. (2023). */
    static final int COUNT = 2;

    private final RandomGenerator offers;
    private final Baits baits;

    Odours(Seed seed) {
        this.offers = seed.child("offers").generator();
        this.baits = new Baits(COUNT, seed.child("baits"));
    }

    /** Begins a trial: odours without a bait get one with the given probabilities. */
    void bait(List<Double> probabilities) {
        baits.begin(probabilities, true);
    }

    /** Offers an odour. */
    int offer() {
        return offers.nextInt(COUNT);
    }

    /** Collects the bait of an accepted odour: 1 if there was one, else 0. */
    double collect(int odour) {
        return baits.collect(odour);
    }
}
