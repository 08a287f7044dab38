package org.deltaw.plugin.arena;

import java.util.List;
import java.util.random.RandomGenerator;
import org.deltaw.behaviour.Baits;
import org.deltaw.behaviour.OdourTask;
import org.deltaw.behaviour.OptionTask;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;

/**
 * A block of trials as the rig gave rewards: both odours draw in every trial unless a reward waits there, and one that was not taken
 * waits until the block is over. For one thread.
 */
final class ArenaBlock {
    /** More than ever in a row: the flies of Rajagopalan et al. (2023) reject one odour in the mean before they accept one. */
    private static final int MOST_REJECTIONS = 1000;

    private final List<Double> probabilities;
    private final Baits baits;

    ArenaBlock(List<Double> probabilities, Seed seed) {
        this.probabilities = List.copyOf(probabilities);
        this.baits = new Baits(Session.ODOURS.size(), seed.child("baits"));
    }

    /** Returns it as a choice between both odours in each trial. */
    OptionTask choices() {
        return new OptionTask() {
            @Override
            public double[] begin() {
                baits.begin(probabilities, true);
                return new double[] {1, 1};
            }

            @Override
            public double choose(int option) {
                return baits.collect(option);
            }
        };
    }

    /**
     * Returns it as one odour after the other.
     *
     * @param course which is met next
     * @param random draws it
     */
    OdourTask odours(OdourCourse course, RandomGenerator random) {
        return new OdourTask() {
            private int rejections;

            @Override
            public int begin() {
                baits.begin(probabilities, true);
                rejections = 0;
                return draw(course.first());
            }

            private int draw(double second) {
                return random.nextDouble() < second ? 1 : 0;
            }

            @Override
            public int after(int rejected) {
                rejections++;
                if (rejections > MOST_REJECTIONS) {
                    throw new InvalidSpecException("The network rejected more than " + MOST_REJECTIONS + " odours in a row, so the trial "
                            + "has no end; choose a rule under which it goes on choosing.");
                }
                return draw(course.after().get(rejected));
            }

            @Override
            public double accept(int odour) {
                return baits.collect(odour);
            }
        };
    }
}
