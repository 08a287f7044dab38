package org.deltaw.formats.matlab;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tells MATLAB files by their first bytes.
 *
 * <p>Source: MathWorks, MAT-File Format; its chapter 1 for v5, chapter 2 for v4.
 */
final class MatFormat {
    /** The size of the header of v5, in bytes. */
    static final int HEADER = 128;

    /** Where version and byte order stand. */
    static final int VERSION = 124;

    private static final byte[] V5 = "MATLAB 5.0 MAT-file".getBytes(StandardCharsets.US_ASCII);

    private MatFormat() {}

    /** Says whether a file begins as one of versions 5 to 7 does. */
    static boolean isVersion5(byte[] head) {
        return head.length >= V5.length && Arrays.equals(head, 0, V5.length, V5, 0, V5.length);
    }

    /**
     * Recognises the 20 bytes at the start of v4: a code of four decimal digits MOPT, rows, columns, whether
     * there is an imaginary part, and the length of the name.
     *
     * @return the order of bytes in its numbers
     */
    static Optional<ByteOrder> version4(byte[] head) {
        if (head.length < 20) {
            return Optional.empty();
        }
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            ByteBuffer header = ByteBuffer.wrap(head).order(order);
            int code = header.getInt(0);
            boolean known = code >= 0 && code / 1000 == (order == ByteOrder.LITTLE_ENDIAN ? 0 : 1) && code / 100 % 10 == 0
                    && code / 10 % 10 <= 5 && code % 10 <= 2;
            boolean sized = header.getInt(4) >= 0 && header.getInt(8) >= 0 && header.getInt(12) >>> 1 == 0;
            if (known && sized && header.getInt(16) > 1 && header.getInt(16) <= 64) {
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }

    /** Makes text from a file fit to be shown, whatever the file holds. */
    static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }
}
