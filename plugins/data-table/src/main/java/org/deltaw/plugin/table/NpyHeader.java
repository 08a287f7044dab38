package org.deltaw.plugin.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a .npy file says of its array, in the format versions 1.0 to 3.0 (NumPy Enhancement Proposal 1, <i>A simple
 * file format for NumPy arrays</i>, and {@code numpy.lib.format}).
 *
 * @param kind f, i, u or b: floating, signed, unsigned, boolean
 * @param bytes of a number
 * @param length bytes of the header itself
 */
record NpyHeader(char kind, int bytes, ByteOrder order, boolean columnsFirst, List<Integer> shape, int length) {
    /** What a header may take; NumPy itself reads no more by default. */
    private static final int LONGEST = 10_000;
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int PREAMBLE = MAGIC.length + 2;
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=])([a-zA-Z])(\\d{1,3})'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");

    NpyHeader {
        shape = List.copyOf(shape);
    }

    /** An array is not as it should be; the message is the end of a sentence. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    /** Returns the number of entries; 0 to the largest int, or it is refused when the header is read. */
    int entries() {
        return shape.stream().reduce(1, (a, b) -> a * b);
    }

    /** Reads the header at the beginning of a file, of which at least the first {@link #LONGEST} bytes are given. */
    static NpyHeader read(byte[] file) throws Refused {
        for (int i = 0; i < MAGIC.length; i++) {
            if (file.length < PREAMBLE + 4 || file[i] != MAGIC[i]) {
                throw new Refused("is no NumPy array; save it with numpy.save or numpy.savez.");
            }
        }
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int version = file[MAGIC.length];
        long size = version == 1 ? Short.toUnsignedInt(bytes.getShort(PREAMBLE))
                : Integer.toUnsignedLong(bytes.getInt(PREAMBLE));
        int start = PREAMBLE + (version == 1 ? 2 : 4);
        if (version < 1 || version > 3 || size > LONGEST || start + size > file.length) {
            throw new Refused("has a header that is damaged or of an unknown version; save it again with numpy.savez.");
        }
        return parse(new String(file, start, (int) size, StandardCharsets.UTF_8), start + (int) size);
    }

    private static NpyHeader parse(String text, int length) throws Refused {
        Matcher type = TYPE.matcher(text);
        Matcher order = ORDER.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!type.find() || !order.find() || !shape.find()) {
            throw new Refused("holds no plain numbers; expected an array of floats, integers or booleans.");
        }
        char kind = type.group(2).charAt(0);
        int bytes = Integer.parseInt(type.group(3));
        boolean known = switch (kind) {
            case 'f' -> bytes == 4 || bytes == 8;
            case 'i', 'u' -> bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8;
            case 'b' -> bytes == 1;
            default -> false;
        };
        if (!known) {
            throw new Refused("holds values of type '" + kind + bytes + "', which are not read; expected floats, integers "
                    + "or booleans, as x.astype(float) makes them.");
        }
        ByteOrder byteOrder = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NpyHeader(kind, bytes, byteOrder, order.group(1).equals("True"), shape(shape.group(1)), length);
    }

    private static List<Integer> shape(String text) throws Refused {
        List<Integer> shape = new ArrayList<>();
        long entries = 1;
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                if (part.strip().length() > 9) {
                    throw new Refused("declares an axis of " + part.strip() + " entries, which is too many.");
                }
                shape.add(Integer.parseInt(part.strip()));
                entries *= shape.getLast();
                if (entries > Integer.MAX_VALUE) {
                    throw new Refused("declares more entries than can be read.");
                }
            }
        }
        if (shape.isEmpty() || shape.size() > 2) {
            throw new Refused("has " + shape.size() + " axes; expected one (steps) or two (steps, columns).");
        }
        return shape;
    }
}
