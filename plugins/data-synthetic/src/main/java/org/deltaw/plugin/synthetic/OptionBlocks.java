package org.deltaw.plugin.synthetic;

import java.util.random.RandomGenerator;
import org.deltaw.behaviour.Bandit;
import org.deltaw.behaviour.OptionTask;

/** A session of choices between options that are rewarded with the probabilities of blocks. For one thread. */
final class OptionBlocks implements OptionTask {
    private final ChoiceSettings options;
    private final int width;
    private final Bandit bandit;
    private final RandomGenerator offers;
    private final RandomGenerator misses;
    private boolean missed;

    /**
     * Begins it.
     *
     * @param width how many options there are
     * @param offers draws which are on offer
     * @param misses draws which trials are missed
     */
    OptionBlocks(ChoiceSettings options, int width, Bandit bandit, RandomGenerator offers, RandomGenerator misses) {
        this.options = options;
        this.width = width;
        this.bandit = bandit;
        this.offers = offers;
        this.misses = misses;
    }

    @Override
    public double[] begin() {
        bandit.begin();
        // Drawn in every trial, so that a missed one changes no other draw.
        missed = misses.nextDouble() < options.missed();
        double[] offered = new double[width];
        int left = options.offered().orElse(width);
        for (int option = 0; option < width; option++) {
            // Each set of that many is as probable.
            if (offers.nextInt(width - option) < left) {
                offered[option] = 1;
                left--;
            }
        }
        return offered;
    }

    @Override
    public boolean isMissed() {
        return missed;
    }

    @Override
    public double choose(int option) {
        return bandit.choose(option);
    }
}
