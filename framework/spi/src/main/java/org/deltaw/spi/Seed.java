package org.deltaw.spi;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Where randomness comes from. Each use takes a {@link #child} of its own, so that adding one use
 * changes no other, and the order in which threads draw does not matter.
 *
 * @param value any number
 */
public record Seed(long value) {
    private static final String ALGORITHM = "L64X128MixRandom";
    /** Any number will do: it sets named uses apart from numbered ones. */
    private static final long NAMED = 0x5851F42D4C957F2DL;

    /** Returns the seed of a named use. */
    public Seed child(String use) {
        // Mixed first, so that neither neighbouring seeds and letters meet, nor names and numbers.
        long mixed = mix(value ^ NAMED);
        for (int i = 0; i < use.length(); i++) {
            mixed = mix(mixed + use.charAt(i));
        }
        return new Seed(mix(mixed ^ use.length()));
    }

    /** Returns the seed of a numbered use. */
    public Seed child(long use) {
        return new Seed(mix(mix(value) + use));
    }

    /** Starts a generator; the same seed gives the same numbers. Not for use by several threads. */
    public RandomGenerator generator() {
        return RandomGeneratorFactory.of(ALGORITHM).create(value);
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), on numbers spread by its increment. */
    private static long mix(long z) {
        long mixed = z + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
