package org.deltaw.formats.matlab;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.deltaw.formats.Shape;
import org.deltaw.formats.content.FormatException;

/**
 * What stands before the data of an array in a MATLAB v5 file.
 *
 * @param name as in MATLAB; empty for a field of a struct, and for what MATLAB notes down about its own objects
 * @param type its class in MATLAB
 * @param complex whether its numbers have an imaginary part
 * @param logical whether its numbers are true or false
 * @param shape rows, columns and so on; none for objects
 * @param className of an object
 * @param data where its data begin
 */
record MatHead(
        String name, MatClass type, boolean complex, boolean logical, Shape shape, String className, int data) {
    private static final int COMPLEX = 1 << 11;
    private static final int LOGICAL = 1 << 9;
    private static final int CLASS = 0xff;

    /**
     * Reads the head of an array.
     *
     * @param from where it begins, after the tag of the array
     * @param end where the array ends
     * @throws FormatException if there is none
     */
    static MatHead read(MatBytes bytes, int from, int end) throws FormatException {
        MatBytes.Tag flags = bytes.tag(from, end, MatType.UINT32, "the flags of a variable");
        if (flags.size() != 8) {
            throw bytes.damaged(from, "the flags of a variable have " + flags.size() + " bytes, expected 8");
        }
        int word = bytes.bytes().getInt(flags.data());
        if (!MatClass.isKnown(word & CLASS)) {
            throw bytes.damaged(flags.data(), "found a variable of class " + (word & CLASS) + ", expected 1 to 17");
        }
        MatClass type = MatClass.of(word & CLASS);
        return type == MatClass.OPAQUE ? opaque(bytes, flags.end(), end)
                : array(bytes, flags.end(), end, type, word);
    }

    private static MatHead array(MatBytes bytes, int from, int end, MatClass type, int word) throws FormatException {
        MatBytes.Tag sizes = bytes.tag(from, end, MatType.INT32, "the dimensions of a variable");
        MatBytes.Tag name = bytes.tag(sizes.end(), end, MatType.INT8, "the name of a variable");
        String text = text(bytes.bytes(), name);
        List<Long> axes = new ArrayList<>();
        for (int i = 0; i + Integer.BYTES <= sizes.size(); i += Integer.BYTES) {
            axes.add((long) bytes.bytes().getInt(sizes.data() + i));
        }
        if (axes.stream().anyMatch(axis -> axis < 0)) {
            throw bytes.damaged(from - 16, text + " declares dimensions " + axes);
        }
        return new MatHead(text, type, (word & COMPLEX) != 0, (word & LOGICAL) != 0, new Shape(axes), "", name.end());
    }

    /** Objects of MATLAB's newer kinds go without dimensions, but with the names of their system and class. */
    private static MatHead opaque(MatBytes bytes, int from, int end) throws FormatException {
        MatBytes.Tag name = bytes.tag(from, end, MatType.INT8, "the name of a variable");
        String className = "unknown";
        int data = name.end();
        if (data < end) {
            MatBytes.Tag system = bytes.tag(data, end, MatType.INT8, "the system of an object");
            data = system.end();
            if (data < end) {
                MatBytes.Tag of = bytes.tag(data, end, MatType.INT8, "the class of an object");
                className = text(bytes.bytes(), of);
                data = of.end();
            }
        }
        return new MatHead(text(bytes.bytes(), name), MatClass.OPAQUE, false, false, Shape.of(), className, data);
    }

    private static String text(ByteBuffer bytes, MatBytes.Tag tag) {
        byte[] letters = new byte[tag.size()];
        bytes.get(tag.data(), letters);
        return MatFormat.printable(new String(letters, StandardCharsets.ISO_8859_1));
    }
}
