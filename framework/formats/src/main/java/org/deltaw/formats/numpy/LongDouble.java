package org.deltaw.formats.numpy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Numbers that Java has no type for: C's {@code long double}, as it is on the machine that wrote it, and unsigned ones of 64 bits.
 *
 * <p>On x86 it has 80 bits, of which the mantissa has 64, padded to 12 or 16 bytes; on ARM it is IEEE 754's binary128.
 */
final class LongDouble {
    private static final int BIAS = 16383;
    private static final int SPECIAL = 0x7fff;

    private LongDouble() {}

    static double number(ByteBuffer data, int at, int bytes) {
        boolean big = data.order() == ByteOrder.BIG_ENDIAN;
        int top = data.getShort(big ? at : at + 14 - (16 - bytes));
        // The padding of 80 bits is zero, as the exponent of binary128 is for no number but zero and the smallest.
        if (bytes == 12 || !big && top == 0) {
            return extended(data.getShort(at + 8), data.getLong(at));
        }
        return quadruple(top, data.getLong(big ? at : at + 8), data.getLong(big ? at + 8 : at));
    }

    private static double extended(short head, long mantissa) {
        int exponent = head & SPECIAL;
        double size = exponent == SPECIAL ? mantissa << 1 == 0 ? Double.POSITIVE_INFINITY : Double.NaN
                : scaled(unsigned(mantissa), exponent - BIAS - 63);
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
        double size = scaled(mantissa, Math.max(exponent, 1) - BIAS - 62);
        return head < 0 ? -size : size;
    }

    private static double scaled(double mantissa, int exponent) {
        return Math.scalb(mantissa, exponent);
    }

    /** Returns an unsigned number: halved where it is beyond the largest signed one, its last bit kept for rounding, and doubled. */
    static double unsigned(long value) {
        return value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
    }
}
