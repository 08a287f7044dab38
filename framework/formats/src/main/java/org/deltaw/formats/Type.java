package org.deltaw.formats;

/** What the entries of a variable are. */
public enum Type {
    /** Numbers with a fraction, of any precision. */
    NUMBER("numbers"),
    /** Whole numbers. */
    INTEGER("whole numbers"),
    /** True and false. */
    BOOLEAN("true and false"),
    /** Text. */
    TEXT("text"),
    /** Anything else, as {@link Variable#stored} names it, and what cannot be read: its values are refused. */
    OTHER("something else");

    private final String words;

    Type(String words) {
        this.words = words;
    }

    /** Says in a few words what the entries are, in the plural. */
    @Override
    public String toString() {
        return words;
    }

    /** Says whether entries can be had as numbers without asking what a text means: true is 1, false 0. */
    public boolean isNumeric() {
        return this == NUMBER || this == INTEGER || this == BOOLEAN;
    }
}
