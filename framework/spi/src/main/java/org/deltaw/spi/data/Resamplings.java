package org.deltaw.spi.data;

import java.util.OptionalInt;
import org.deltaw.spi.InvalidSpecException;

/**
 * How many trajectories a recording gives, each with another draw of what chance decided: a number, or as many as its likelihood takes.
 * As a setting of a data source it is a number or the word {@code automatic}. Immutable.
 */
public final class Resamplings {
    /** As many as the likelihood takes. */
    public static final Resamplings AUTOMATIC = new Resamplings(OptionalInt.empty());
    /** A single one. */
    public static final Resamplings ONE = of(1);
    /** So many are drawn before anything is known of the likelihood; Mehta et al. (NeurIPS 2024) have as many. */
    public static final int FIRST = 20;

    private static final String WORD = "automatic";
    private static final int MOST = 1_000_000;

    private final OptionalInt number;

    private Resamplings(OptionalInt number) {
        this.number = number;
    }

    /** Asks for a number of trajectories, at least 1. */
    public static Resamplings of(int number) {
        if (number < 1 || number > MOST) {
            throw new IllegalArgumentException("A recording gives from 1 to " + MOST + " trajectories, found " + number + ".");
        }
        return new Resamplings(OptionalInt.of(number));
    }

    /**
     * Reads what a user wrote.
     *
     * @throws InvalidSpecException if it is neither the word nor a number
     */
    public static Resamplings parse(String text) {
        if (text.equals(WORD)) {
            return AUTOMATIC;
        }
        if (text.matches("[1-9][0-9]{0,6}") && Integer.parseInt(text) <= MOST) {
            return of(Integer.parseInt(text));
        }
        throw new InvalidSpecException("Found '" + text + "'; expected " + WORD + ", or a whole number from 1 to 1,000,000.");
    }

    /** Returns how many a user asked for; empty if that is left to the program. */
    public OptionalInt number() {
        return number;
    }

    /** Tells whether their number is left to the program. */
    public boolean isAutomatic() {
        return number.isEmpty();
    }

    /** Returns how many trajectories of a recording with chance in it a dataset holds. */
    public int first() {
        return number.orElse(FIRST);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Resamplings same && number.equals(same.number);
    }

    @Override
    public int hashCode() {
        return number.hashCode();
    }

    /** Writes it as {@link #parse} reads it. */
    @Override
    public String toString() {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : WORD;
    }
}
