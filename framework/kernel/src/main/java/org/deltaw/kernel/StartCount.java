package org.deltaw.kernel;

import java.util.OptionalInt;
import org.deltaw.spi.InvalidSpecException;

/** From how many points training begins: as many as are worth while, or a number of them. Immutable. */
public final class StartCount {
    /** As many as are worth while: of a small problem many, of a large one a single one. */
    public static final StartCount AUTOMATIC = new StartCount(OptionalInt.empty());
    private static final String WORD = "automatic";
    private static final int MOST = 10_000;

    private final OptionalInt number;

    private StartCount(OptionalInt number) {
        this.number = number;
    }

    /** Asks for a number of starts, at least 1. */
    public static StartCount of(int number) {
        if (number < 1 || number > MOST) {
            throw new IllegalArgumentException("A training has from 1 to " + MOST + " starts, found " + number + ".");
        }
        return new StartCount(OptionalInt.of(number));
    }

    /**
     * Reads what a user wrote.
     *
     * @throws InvalidSpecException if it is neither the word nor a number
     */
    public static StartCount parse(String text) {
        if (text.equals(WORD)) {
            return AUTOMATIC;
        }
        if (text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= MOST) {
            return of(Integer.parseInt(text));
        }
        throw new InvalidSpecException("Found '" + text + "'; expected " + WORD + ", or a whole number from 1 to 10,000.");
    }

    /** Returns how many were asked for; empty if that is left to the program. */
    public OptionalInt number() {
        return number;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StartCount same && number.equals(same.number);
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
