package org.deltaw.formats.content;

import java.nio.charset.StandardCharsets;

/**
 * Reads decimal numbers, {@code -12.5e-3}, from bytes: a sign, digits, a fraction, an exponent; nothing else that Java or Python
 * would call a number. For one thread.
 */
public final class DecimalNumber {
    /** With no more digits a number is exact in a long, and below 2^53 in a double. */
    private static final int EXACT_DIGITS = 18;
    private static final long EXACT = 1L << 53;
    /** The powers of ten that are exact in a double (Clinger, How to read floating point numbers accurately, 1990). */
    private static final double[] POWERS = powers();

    private final byte decimal;
    private byte[] text = {};
    private int at;
    private int end;
    private long digits;
    private int count;
    private int scale;

    /** Makes a reader of numbers with a sign before their fraction. */
    public DecimalNumber(char decimal) {
        this.decimal = (byte) decimal;
    }

    private static double[] powers() {
        double[] powers = new double[23];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }

    /** Returns the number in a part of a text; NaN if it is none, or so large that it would be infinite. */
    public double read(byte[] bytes, int from, int to) {
        text = bytes;
        at = from;
        end = to;
        digits = 0;
        count = 0;
        scale = 0;
        boolean negative = sign();
        int whole = digits();
        int fraction = 0;
        if (at < end && text[at] == decimal) {
            at++;
            fraction = digits();
            scale = -fraction;
        }
        if (whole + fraction == 0 || !exponent() || at < end) {
            return Double.NaN;
        }
        double exact = exact();
        return Double.isNaN(exact) ? parsed(from) : negative ? -exact : exact;
    }

    /** Says whether the number that was read last has neither fraction nor exponent, and digits that a long holds. */
    public boolean isWhole() {
        return scale == 0 && count <= EXACT_DIGITS && text[end - 1] != decimal;
    }

    private boolean sign() {
        if (at < end && (text[at] == '-' || text[at] == '+')) {
            at++;
            return text[at - 1] == '-';
        }
        return false;
    }

    private int digits() {
        int from = at;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            if (digits != 0 || text[at] != '0') {
                count++;
                digits = count <= EXACT_DIGITS ? 10 * digits + text[at] - '0' : digits;
            }
            at++;
        }
        return at - from;
    }

    private boolean exponent() {
        if (at == end || (text[at] | 0x20) != 'e') {
            return true;
        }
        at++;
        boolean negative = sign();
        int from = at;
        int exponent = 0;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            exponent = Math.min(10 * exponent + text[at] - '0', 100_000);
            at++;
        }
        scale += negative ? -exponent : exponent;
        return at > from;
    }

    /** Returns the number if it can be had from exact ones with one rounding, and NaN if not. */
    private double exact() {
        if (digits == 0) {
            return 0;
        }
        if (count > EXACT_DIGITS || Math.abs(scale) >= POWERS.length) {
            return Double.NaN;
        }
        double power = POWERS[Math.abs(scale)];
        if (digits < EXACT) {
            return scale < 0 ? digits / power : digits * power;
        }
        return corrected((double) digits, power);
    }

    /**
     * Sixteen to eighteen digits, as programs write doubles, are too many for one double, but not for two: the operation on the first
     * is corrected by its error, which a fused multiplication gives exactly, and by what the second adds.
     */
    private double corrected(double high, double power) {
        double low = digits - (long) high;
        double first = scale < 0 ? high / power : high * power;
        double error = scale < 0 ? (Math.fma(-first, power, high) + low) / power : Math.fma(high, power, -first) + low * power;
        double sum = first + error;
        double rest = error - (sum - first);
        double half = Math.ulp(sum) / 2;
        // Close to the middle between two doubles, which is elsewhere below a power of two, the error of the error might decide.
        boolean clear = Math.abs(Math.abs(rest) - half) > half * 0x1p-20 && Math.scalb(1.0, Math.getExponent(sum)) != sum;
        return clear ? sum : Double.NaN;
    }

    private double parsed(int from) {
        String number = new String(text, from, end - from, StandardCharsets.ISO_8859_1).replace((char) decimal, '.');
        double value = Double.parseDouble(number);
        return Double.isInfinite(value) ? Double.NaN : value;
    }
}
