package org.deltaw.kernel.separation;

import java.util.Collections;
import java.util.List;

/**
 * Where the best values of all fitted numbers are.
 *
 * @param limits one for each, in their order
 */
public record Separation(List<Limit> limits) {
    public Separation {
        limits = List.copyOf(limits);
    }

    /** Is that of numbers which all have a finite best value, or of which nothing else is known. */
    public static Separation none(int size) {
        return new Separation(Collections.nCopies(size, Limit.FINITE));
    }

    /** Returns where the best value of one is. */
    public Limit of(int index) {
        return limits.get(index);
    }
}
