package org.deltaw.formats.content;

/** Writes numbers of binary files as a person would: as short as they can be. */
public final class NumberText {
    /** Up to here whole numbers are written as digits: all of them are exact in a double. */
    private static final double WHOLE = 0x1p53;

    private NumberText() {}

    /**
     * Returns a number as text; nothing for NaN.
     *
     * @param bytes in which it was stored, since the shortest text that tells a float from its neighbours is shorter
     */
    public static String of(double value, int bytes) {
        if (Double.isNaN(value)) {
            return "";
        }
        if (value == Math.rint(value) && Math.abs(value) < WHOLE) {
            return Long.toString((long) value);
        }
        return bytes <= Float.BYTES ? Float.toString((float) value) : Double.toString(value);
    }
}
