package org.deltaw.formats.numpy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.deltaw.formats.content.UnsignedLong;

/**
 * C's {@code long double}, as it is on the machine that wrote it.
 *
 * <p>On x86 it has 80 bits, of which the mantissa has 64, padded to 12 or 16 bytes; on ARM it is IEEE 754's binary128.
 */
final class LongDouble {
    private static final int BIAS = 16383;
    private static final int SPECIAL = 0x7fff;

    private LongDouble() {}

    static double number(ByteBuffer data, int at, int bytes) {
        boolean big = data.order() == ByteOrder.BIG_ENDIAN;
        if (bytes == 12 || (!big && isExtended(data, at))) {
            return extended(data.getShort(at + 8), data.getLong(at));
        }
        return quadruple(data.getShort(big ? at : at + 14), data.getLong(big ? at : at + 8), data.getLong(big ? at + 8 : at));
    }

    /**
     * Tells 80 bits from 128. What pads 80 bits is zero as a rule, as the exponent of binary128 is for no number that people
     * have; if it is not, the first bit of the mantissa tells, and whether the exponents are those of numbers that people have.
     */
    private static boolean isExtended(ByteBuffer data, int at) {
        int top = data.getShort(at + 14);
        return top == 0 || (data.getLong(at) < 0 && isUsual(data.getShort(at + 8)) && !isUsual(top));
    }

    private static boolean isUsual(int head) {
        return Math.abs((head & SPECIAL) - BIAS) <= Double.MAX_EXPONENT;
    }

    private static double extended(short head, long mantissa) {
        int exponent = head & SPECIAL;
        double size = exponent == SPECIAL ? mantissa << 1 == 0 ? Double.POSITIVE_INFINITY : Double.NaN
                : scaled(UnsignedLong.number(mantissa), exponent - BIAS - 63);
        return head < 0 ? -size : size;
    }

    private static double quadruple(int head, long high, long low) {
        int exponent = head & SPECIAL;
        long fraction = high << 16 >>> 16;
        if (exponent == SPECIAL) {
            return fraction == 0 && low == 0 ? head < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY : Double.NaN;
        }
        // 49 bits of the mantissa, 14 more, and one that says whether any follow: enough to round as IEEE 754 does.
        long mantissa = ((exponent == 0 ? 0 : 1L << 48) | fraction) << 14 | low >>> 50 | (low << 14 == 0 ? 0 : 1);
        double size = scaled((double) mantissa, Math.max(exponent, 1) - BIAS - 62);
        return head < 0 ? -size : size;
    }

    private static double scaled(double mantissa, int exponent) {
        return Math.scalb(mantissa, exponent);
    }
}
