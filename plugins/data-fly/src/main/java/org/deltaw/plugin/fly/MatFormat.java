package org.deltaw.plugin.fly;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Tells MATLAB v5 files, which versions 5 to 7 of the format share, from all others by their first bytes.
 *
 * <p>Source: MathWorks, MAT-File Format; its chapter 1 for v5, chapter 2 for v4.
 */
final class MatFormat {
    /** The size of the header, in bytes. */
    static final int HEADER = 128;

    /** Where version and byte order stand. */
    static final int VERSION = 124;

    private static final String V5 = "MATLAB 5.0 MAT-file";
    private static final String V7_3 = "MATLAB 7.3 MAT-file";
    private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

    /** An HDF5 file may begin with a block of the user's own; MATLAB's has this many bytes. */
    private static final int HDF5_AFTER_USER_BLOCK = 512;

    private MatFormat() {}

    /**
     * Checks the header.
     *
     * @return the order of bytes in the numbers that follow
     * @throws org.deltaw.spi.InvalidSpecException if it is no MATLAB v5 file
     */
    static ByteOrder check(RecordingFile file, byte[] content) {
        if (content.length == 0) {
            throw file.refused("the file is empty, expected a MATLAB file with X, Y and R; copy or save it again.");
        }
        if (begins(content, 0, V7_3.getBytes(StandardCharsets.US_ASCII)) || begins(content, 0, HDF5)
                || begins(content, HDF5_AFTER_USER_BLOCK, HDF5)) {
            throw file.refused("this is a MATLAB v7.3 (HDF5) file, which is not supported yet, expected v5 to v7; "
                    + saveAgain(file));
        }
        if (begins(content, 0, V5.getBytes(StandardCharsets.US_ASCII))) {
            return byteOrder(file, content);
        }
        if (isVersion4(content)) {
            throw file.refused("this is a MATLAB v4 file, expected v5 to v7; " + saveAgain(file));
        }
        throw file.refused("this is no MATLAB file, for it begins with '" + text(content) + "', expected '" + V5
                + "'; list files that MATLAB, Octave or SciPy saved.");
    }

    private static ByteOrder byteOrder(RecordingFile file, byte[] content) {
        if (content.length < HEADER) {
            throw file.refused("the file ends after " + content.length + " bytes, expected a header of " + HEADER
                    + "; it was cut off, so copy or save it again.");
        }
        // Written as one number, 'MI': it reads 'IM' where the least byte comes first.
        String mark = new String(content, VERSION + 2, 2, StandardCharsets.ISO_8859_1);
        ByteOrder order = switch (mark) {
            case "IM" -> ByteOrder.LITTLE_ENDIAN;
            case "MI" -> ByteOrder.BIG_ENDIAN;
            default -> throw file.refused("the header is damaged, for its byte order mark is '"
                    + printable(mark) + "', expected 'IM' or 'MI'; copy or save the file again.");
        };
        int version = ByteBuffer.wrap(content).order(order).getShort(VERSION);
        if (version != 0x0100) {
            throw file.refused("the header says version 0x%04x, expected 0x0100; ".formatted(version & 0xffff)
                    + saveAgain(file));
        }
        return order;
    }

    /**
     * Recognises the 20 bytes at the start of v4: a code of four decimal digits MOPT, rows, columns, whether
     * there is an imaginary part, and the length of the name.
     */
    private static boolean isVersion4(byte[] content) {
        if (content.length < 20) {
            return false;
        }
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            ByteBuffer header = ByteBuffer.wrap(content).order(order);
            int code = header.getInt(0);
            boolean known = code >= 0 && code / 1000 <= 4 && code / 100 % 10 == 0 && code / 10 % 10 <= 5
                    && code % 10 <= 2;
            boolean sized = header.getInt(4) >= 0 && header.getInt(8) >= 0 && header.getInt(12) >>> 1 == 0;
            if (known && sized && header.getInt(16) > 1 && header.getInt(16) <= 64) {
                return true;
            }
        }
        return false;
    }

    private static String saveAgain(RecordingFile file) {
        return "save it again in MATLAB with save('" + file.path().getFileName() + "', 'X', 'Y', 'R', '-v7').";
    }

    private static boolean begins(byte[] content, int at, byte[] with) {
        return content.length >= at + with.length
                && Arrays.equals(content, at, at + with.length, with, 0, with.length);
    }

    private static String text(byte[] content) {
        return printable(new String(content, 0, Math.min(content.length, 16), StandardCharsets.ISO_8859_1));
    }

    /** Makes text from a file fit to be shown, whatever the file holds. */
    static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }
}
