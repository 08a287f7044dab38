package org.deltaw.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedTest {
    @Test
    void sameSeedGivesTheSameNumbersEachTime() {
        Seed seed = new Seed(7).child("states").child(3);
        assertEquals(numbers(seed), numbers(seed));
        assertEquals(numbers(seed), numbers(new Seed(7).child("states").child(3)));
    }

    private static List<Long> numbers(Seed seed) {
        return seed.generator().longs(5).boxed().toList();
    }

    @Test
    void childrenDifferFromEachOtherAndFromTheirParent() {
        for (long value = -50; value < 50; value++) {
            Seed parent = new Seed(value);
            Set<Seed> seeds = new HashSet<>(Set.of(parent));
            for (long use = -5; use < 50; use++) {
                seeds.add(parent.child(use));
            }
            for (String use : List.of("", "a", "b", "ab", "ba", "aa", "data", "states", "parameters", "A", "aB")) {
                seeds.add(parent.child(use));
            }
            assertEquals(1 + 55 + 11, seeds.size());
        }
    }

    @Test
    void childrenOfNeighbouringSeedsDiffer() {
        Set<Seed> seeds = new HashSet<>();
        for (long value = 0; value < 50; value++) {
            for (char letter = 'a'; letter <= 'z'; letter++) {
                seeds.add(new Seed(value).child(String.valueOf(letter)));
            }
        }
        assertEquals(50 * 26, seeds.size());
    }

    @Test
    void neighbouringSeedsGiveUnrelatedNumbers() {
        assertNotEquals(numbers(new Seed(1)), numbers(new Seed(2)));
        double mean = 0;
        for (int i = 0; i < 10_000; i++) {
            mean += new Seed(1).child(i).generator().nextGaussian() / 10_000;
        }
        // Four standard errors.
        assertEquals(0, mean, 0.04);
    }

    @Test
    void grandchildrenDependOnTheWholePath() {
        Seed seed = new Seed(1);
        assertNotEquals(seed.child("a").child("b"), seed.child("b").child("a"));
        assertNotEquals(seed.child("ab"), seed.child("a").child("b"));
        assertNotEquals(seed.child(1), seed.child("1"));
    }
}
