package org.deltaw.formats.numpy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.deltaw.formats.Shape;
import org.deltaw.formats.content.FormatException;

/**
 * What a .npy file says of its array, in the format versions 1.0 to 3.0 (NumPy Enhancement Proposal 1, <i>A simple
 * file format for NumPy arrays</i>, and {@code numpy.lib.format}).
 *
 * @param columnsFirst whether the first axis runs fastest
 * @param length bytes of the header itself
 */
record NpyHeader(NumpyType type, boolean columnsFirst, Shape shape, int length) {
    /** What a header may take, and what stands before it. */
    static final int HEAD = 65_536 + 16;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int PREAMBLE = MAGIC.length + 2;

    /** Says whether a file begins as one with an array does. */
    static boolean isAt(byte[] file) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (file.length <= i || file[i] != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    /** Reads the header at the beginning of a file, of which at least the first {@link #HEAD} bytes are given. */
    static NpyHeader read(byte[] file) throws FormatException {
        if (!isAt(file)) {
            throw new FormatException("is no NumPy array; save it with numpy.save or numpy.savez.");
        }
        if (file.length < PREAMBLE + 4) {
            throw new FormatException("ends within its header; the file was cut off, so copy or save it again.");
        }
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int version = file[MAGIC.length];
        long size = version == 1 ? Short.toUnsignedInt(bytes.getShort(PREAMBLE))
                : Integer.toUnsignedLong(bytes.getInt(PREAMBLE));
        int start = PREAMBLE + (version == 1 ? 2 : 4);
        if (version < 1 || version > 3 || start + size > file.length) {
            throw new FormatException("has a header that is damaged or of an unknown version; save it again with numpy.savez.");
        }
        return parse(new String(file, start, (int) size, StandardCharsets.UTF_8), start + (int) size);
    }

    private static NpyHeader parse(String text, int length) throws FormatException {
        try {
            if (PythonLiteral.parse(text.strip()) instanceof Map<?, ?> said && said.get("descr") != null
                    && said.get("fortran_order") instanceof Boolean columnsFirst && said.get("shape") != null) {
                return new NpyHeader(TypeReader.type(said.get("descr")), columnsFirst, TypeReader.shape(said.get("shape")), length);
            }
        } catch (PythonLiteral.Malformed e) {
            throw new FormatException(e.getMessage() + "; the file is damaged, save it again.");
        }
        throw new FormatException("has a header that lacks type, order or shape; the file is damaged, save it again.");
    }
}
