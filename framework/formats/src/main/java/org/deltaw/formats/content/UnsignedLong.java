package org.deltaw.formats.content;

/** Whole numbers of 64 bits without a sign, for which Java has no type. */
public final class UnsignedLong {
    private UnsignedLong() {}

    /** Returns the nearest double: one beyond the largest signed number is halved, its last bit kept for rounding, and doubled. */
    public static double number(long bits) {
        return bits >= 0 ? bits : ((bits >>> 1) | (bits & 1)) * 2.0;
    }
}
