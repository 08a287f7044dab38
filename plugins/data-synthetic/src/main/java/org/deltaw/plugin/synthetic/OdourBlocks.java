package org.deltaw.plugin.synthetic;

import java.util.List;
import java.util.random.RandomGenerator;
import org.deltaw.behaviour.Baits;
import org.deltaw.behaviour.OdourTask;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;

/**
 * The two-odour task of Rajagopalan et al. (2023): odours without a bait get one with the block's probabilities in every trial, and keep
 * it until they are accepted; odours are offered with probability one half each. For one thread.
 */
final class OdourBlocks implements OdourTask {
    private final ForagingSettings settings;
    private final String recording;
    private final RandomGenerator offers;
    private final Baits baits;
    private int trials;
    private int rejections;

    OdourBlocks(ForagingSettings settings, String recording, Seed seed) {
        this.settings = settings;
        this.recording = recording;
        this.offers = seed.child("offers").generator();
        this.baits = new Baits(ForagingSettings.ODOURS, seed.child("baits"));
    }

    @Override
    public int begin() {
        List<List<Double>> blocks = settings.blocks();
        baits.begin(blocks.get(trials / settings.trialsPerBlock() % blocks.size()), true);
        trials++;
        rejections = 0;
        return offer();
    }

    private int offer() {
        return offers.nextInt(ForagingSettings.ODOURS);
    }

    @Override
    public int after(int rejected) {
        rejections++;
        if (rejections > settings.mostRejections()) {
            throw new InvalidSpecException("most-rejections", "The network of trajectory '" + recording + "' rejected more than "
                    + settings.mostRejections() + " odours in a row in trial " + trials
                    + "; choose a rule under which it goes on choosing, or allow more.");
        }
        return offer();
    }

    @Override
    public double accept(int odour) {
        return baits.collect(odour);
    }
}
