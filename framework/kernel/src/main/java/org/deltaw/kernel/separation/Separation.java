package org.deltaw.kernel.separation;

import java.util.Collections;
import java.util.List;

/**
 * Where the best values of all fitted numbers are.
 *
 * @param limits one for each, in their order
 * @param gain by how many nats the log-likelihood rises still on the way to what is infinite, as far as it was followed
 */
public record Separation(List<Limit> limits, double gain) {
    /** Gains that are less change nothing that is said, in nats. */
    private static final double NO_GAIN = 1e-3;
    /** Why nothing is stated of the other numbers either if the search did not come to its end. */
    public static final String ENDLESS = "a coefficient runs to infinity, where training has no end; put a weak prior on it";

    public Separation {
        limits = List.copyOf(limits);
    }

    /** Is that of numbers which all have a finite best value, or of which nothing else is known. */
    public static Separation none(int size) {
        return new Separation(Collections.nCopies(size, Limit.FINITE), 0);
    }

    /** Tells whether any runs to infinity. */
    public boolean isSeparated() {
        return limits.contains(Limit.INFINITE) || limits.contains(Limit.MINUS_INFINITE);
    }

    /** Tells whether some run to infinity, and the log-likelihood has come as far as it can: then a search for them need not end. */
    public boolean isExhausted() {
        return isSeparated() && gain < NO_GAIN;
    }

    /** Returns where the best value of one is. */
    public Limit of(int index) {
        return limits.get(index);
    }

    /** Returns the best value of one whose search has ended at a value: infinite if it has no finite one. */
    public double best(int index, double ended) {
        return switch (of(index)) {
            case INFINITE -> Double.POSITIVE_INFINITY;
            case MINUS_INFINITE -> Double.NEGATIVE_INFINITY;
            case FINITE, FLAT -> ended;
        };
    }
}
