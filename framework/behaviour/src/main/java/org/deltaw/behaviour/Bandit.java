package org.deltaw.behaviour;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.deltaw.spi.Seed;

/**
 * Options that are rewarded with probabilities of their own, which change from block to block (a restless bandit): trial after trial,
 * {@link #begin}, then {@link #choose}, or nothing if the trial is missed. For one thread.
 */
public final class Bandit {
    private final Design design;
    private final Baits baits;
    private final List<Course> courses;
    private int inARow;

    /**
     * How rewards are given.
     *
     * @param blocks for each block, how probable it is that each option is rewarded; after the last comes the first
     * @param trials how many a block has
     * @param variation by how many trials a block may be longer or shorter, each number being as probable
     * @param coupled whether all options go from block to block together, and not each at times of its own
     * @param baited whether a reward that was not collected waits
     * @param reversal after how many choices in a row of an option than which none is better the next block begins, if not before
     */
    public record Design(List<List<Double>> blocks, int trials, int variation, boolean coupled, boolean baited, OptionalInt reversal) {
        public Design {
            blocks = blocks.stream().map(List::copyOf).toList();
        }

        int options() {
            return blocks.getFirst().size();
        }
    }

    /** Where one option is, or all are together. */
    private static final class Course {
        private final Design design;
        private final RandomGenerator lengths;
        private int block;
        private int left;

        Course(Design design, Seed seed) {
            this.design = design;
            this.lengths = seed.generator();
            this.left = length();
        }

        private int length() {
            return design.trials() + lengths.nextInt(-design.variation(), design.variation() + 1);
        }

        /** Begins a trial. */
        void next() {
            if (left == 0) {
                advance();
            }
            left--;
        }

        void advance() {
            block = (block + 1) % design.blocks().size();
            left = length();
        }

        double probability(int option) {
            return design.blocks().get(block).get(option);
        }
    }

    /** Begins with the first block. */
    public Bandit(Design design, Seed seed) {
        this.design = design;
        this.baits = new Baits(design.options(), seed.child("baits"));
        this.courses = new ArrayList<>();
        for (int course = 0; course < (design.coupled() ? 1 : design.options()); course++) {
            courses.add(new Course(design, seed.child("blocks").child(course)));
        }
    }

    /** Begins a trial. */
    public void begin() {
        courses.forEach(Course::next);
        baits.begin(probabilities(), design.baited());
    }

    /** Returns how probable it is in this trial that each option is rewarded, or gets a bait. */
    public List<Double> probabilities() {
        List<Double> probabilities = new ArrayList<>();
        for (int option = 0; option < design.options(); option++) {
            probabilities.add(courses.get(design.coupled() ? 0 : option).probability(option));
        }
        return probabilities;
    }

    /** Chooses an option in this trial; returns the reward, 1 or 0. */
    public double choose(int option) {
        List<Double> probabilities = probabilities();
        inARow = probabilities.get(option).equals(Collections.max(probabilities)) ? inARow + 1 : 0;
        if (design.reversal().isPresent() && inARow >= design.reversal().getAsInt()) {
            courses.forEach(course -> course.left = 0);
            inARow = 0;
        }
        return baits.collect(option);
    }
}
