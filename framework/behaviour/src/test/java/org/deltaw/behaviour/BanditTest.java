package org.deltaw.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.deltaw.spi.Seed;
import org.junit.jupiter.api.Test;

class BanditTest {
    private static final List<List<Double>> BLOCKS = List.of(List.of(1.0, 0.0), List.of(0.0, 1.0), List.of(0.0, 0.0));

    private static Bandit bandit(int variation, boolean coupled, boolean baited, OptionalInt reversal) {
        return new Bandit(new Bandit.Design(BLOCKS, 10, variation, coupled, baited, reversal), new Seed(1));
    }

    /** Returns in how many trials each block lasts for an option, of which the first block has the probability 1 for the first option. */
    private static List<Integer> lengths(Bandit bandit, int option, int trials) {
        List<Integer> lengths = new ArrayList<>();
        double before = Double.NaN;
        for (int trial = 0; trial < trials; trial++) {
            bandit.begin();
            double now = bandit.probabilities().get(option);
            if (now == before) {
                lengths.set(lengths.size() - 1, lengths.getLast() + 1);
            } else {
                lengths.add(1);
            }
            before = now;
        }
        return lengths;
    }

    @Test
    void blocksFollowEachOtherAndBeginAnewAfterTheLast() {
        // The option pays in the second of three blocks alone.
        assertEquals(List.of(10, 10, 20, 10, 10), lengths(bandit(0, true, false, OptionalInt.empty()), 1, 60));
    }

    @Test
    void coupledOptionsChangeTogetherAndOthersDoNot() {
        Bandit together = bandit(4, true, false, OptionalInt.empty());
        Bandit alone = bandit(4, false, false, OptionalInt.empty());
        boolean apart = false;
        for (int trial = 0; trial < 200; trial++) {
            together.begin();
            alone.begin();
            assertTrue(BLOCKS.contains(together.probabilities()), "probabilities " + together.probabilities());
            apart |= !BLOCKS.contains(alone.probabilities());
        }
        assertTrue(apart, "options always changed together");
    }

    @Test
    void lengthsVaryWithinTheirLimits() {
        List<Integer> lengths = lengths(bandit(4, true, false, OptionalInt.empty()), 0, 3000);
        List<Integer> first = new ArrayList<>();
        for (int i = 0; i + 1 < lengths.size(); i += 2) {
            first.add(lengths.get(i));
        }
        assertEquals(6, first.stream().mapToInt(length -> length).min().orElseThrow());
        assertEquals(14, first.stream().mapToInt(length -> length).max().orElseThrow());
    }

    @Test
    void reversalComesAfterAsManyChoicesOfTheBestOptionInARow() {
        Bandit bandit = bandit(0, true, false, OptionalInt.of(3));
        int[] choices = {0, 0, 1, 0, 0, 0};
        for (int choice : choices) {
            bandit.begin();
            assertEquals(BLOCKS.get(0), bandit.probabilities());
            bandit.choose(choice);
        }
        bandit.begin();
        assertEquals(BLOCKS.get(1), bandit.probabilities());
    }

    @Test
    void baitsWaitAndOtherRewardsDoNot() {
        Bandit baited = bandit(0, true, true, OptionalInt.empty());
        Bandit fleeting = bandit(0, true, false, OptionalInt.empty());
        for (int trial = 0; trial < 11; trial++) {
            baited.begin();
            fleeting.begin();
        }
        // In the second block the first option gets no bait any more.
        assertEquals(BLOCKS.get(1), baited.probabilities());
        assertEquals(1, baited.choose(0));
        assertEquals(0, fleeting.choose(0));
        baited.begin();
        assertEquals(0, baited.choose(0), "a bait is collected once");
        assertFalse(baited.choose(1) == 0);
    }
}
