package org.deltaw.formats.content;

/** How much can come of compressed data. */
public final class Expansion {
    /** No byte becomes more bytes (RFC 1951: 258 for two bits). */
    private static final long FACTOR = 1032;
    /** What the first block may begin with. */
    private static final long START = 1024;

    private Expansion() {}

    /** Returns the most bytes that so many bytes of deflated data can hold. */
    public static long most(long packed) {
        return packed > Long.MAX_VALUE / FACTOR - START ? Long.MAX_VALUE : FACTOR * packed + START;
    }
}
