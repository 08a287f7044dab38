package org.deltaw.plugin.table.column;

import java.util.regex.Pattern;

/** What cells say, however it is written. */
public final class Cells {
    /** Possessive, so that matching a long text looks nowhere twice. */
    private static final Pattern DECIMAL = Pattern.compile("[-+]?+(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)(?:[eE][-+]?+[0-9]++)?+");
    /** Beyond it not every whole number is a double. */
    private static final double LARGEST_WHOLE = 1e15;

    private Cells() {}

    /** Tells whether a text is a decimal number, as in {@code -1.5e-3}. */
    static boolean isDecimal(String text) {
        return DECIMAL.matcher(text).matches();
    }

    /** Writes a number as a code is written in a spec: whole ones without a fraction. */
    static String text(double number) {
        return number == Math.rint(number) && Math.abs(number) < LARGEST_WHOLE ? Long.toString((long) number) : Double.toString(number);
    }

    /**
     * Returns the one way to write what a text means as a code: {@code 1} for {@code 1.0} and {@code True}, {@code 0} for {@code
     * false}. Other texts are themselves.
     */
    public static String canonical(String text) {
        if (text.isEmpty() || Character.isLetter(text.charAt(0))) {
            return text.equalsIgnoreCase("true") ? "1" : text.equalsIgnoreCase("false") ? "0" : text;
        }
        return isDecimal(text) ? text(Double.parseDouble(text)) : text;
    }
}
