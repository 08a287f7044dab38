package org.deltaw.plugin.fly;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import us.hebi.matlab.mat.types.MatlabType;

/**
 * A variable of a MATLAB file, known by its head; its numbers are still to be read.
 *
 * @param name as in MATLAB
 * @param type its class in MATLAB
 * @param complex whether its numbers have an imaginary part
 * @param dimensions rows, columns and so on; none for objects
 * @param bytes where it stands
 * @param from where its head begins, after the tag of 8 bytes
 * @param data where its numbers begin
 * @param end where it ends
 */
record MatVariable(
        String name, MatlabType type, boolean complex, List<Integer> dimensions, MatBytes bytes, int from, int data,
        int end) {
    private static final int COMPLEX = 1 << 11;
    private static final int CLASS = 0xff;

    /**
     * Reads the head.
     *
     * @throws org.deltaw.spi.InvalidSpecException if there is none
     */
    static MatVariable read(MatBytes bytes, int from, int end) {
        MatBytes.Tag flags = bytes.tag(from, end, MatBytes.UINT32, "the flags of a variable");
        if (flags.size() != 8) {
            throw bytes.damaged(from, "the flags of a variable have " + flags.size() + " bytes, expected 8");
        }
        int word = bytes.bytes().getInt(flags.data());
        MatlabType type = type(bytes, flags.data(), word & CLASS);
        List<Integer> dimensions = new ArrayList<>();
        int at = flags.end();
        // Objects of MATLAB's newer kinds go without dimensions.
        if (type != MatlabType.Opaque) {
            MatBytes.Tag sizes = bytes.tag(at, end, MatBytes.INT32, "the dimensions of a variable");
            for (int i = 0; i + Integer.BYTES <= sizes.size(); i += Integer.BYTES) {
                dimensions.add(bytes.bytes().getInt(sizes.data() + i));
            }
            at = sizes.end();
        }
        MatBytes.Tag name = bytes.tag(at, end, MatBytes.INT8, "the name of a variable");
        return new MatVariable(text(bytes.bytes(), name), type, (word & COMPLEX) != 0, dimensions, bytes, from,
                name.end(), end);
    }

    private static MatlabType type(MatBytes bytes, int at, int id) {
        try {
            return MatlabType.fromId(id);
        } catch (IllegalArgumentException e) {
            throw bytes.damaged(at, "found a variable of class " + id + ", expected 1 to 17");
        }
    }

    private static String text(ByteBuffer bytes, MatBytes.Tag tag) {
        byte[] letters = new byte[tag.size()];
        bytes.get(tag.data(), letters);
        return MatFormat.printable(new String(letters, StandardCharsets.ISO_8859_1));
    }

    /**
     * Makes sure that it is a matrix of real numbers, and that as many are there as it declares.
     *
     * @throws org.deltaw.spi.InvalidSpecException if it is not
     */
    void requireNumbers() {
        if (type.compareTo(MatlabType.Double) < 0 || type.compareTo(MatlabType.UInt64) > 0) {
            throw bytes.file().refused(name + " is of class " + type + ", expected numbers; save "
                    + (type == MatlabType.Sparse ? "full(" + name + ")." : "it as double."));
        }
        if (complex) {
            throw bytes.file().refused(name + " holds complex numbers, expected real ones; save real("
                    + name + ").");
        }
        if (dimensions.size() != 2) {
            throw bytes.file().refused(name + " has " + dimensions.size()
                    + " dimensions, expected rows and columns; save it as a matrix.");
        }
        requireData();
    }

    private void requireData() {
        long rows = dimensions.getFirst();
        long columns = dimensions.getLast();
        if (rows < 0 || columns < 0) {
            throw bytes.damaged(from, name + " declares " + rows + " rows and " + columns + " columns");
        }
        if (rows * columns == 0) {
            throw bytes.file().refused(name + " is empty, with " + rows + " rows and " + columns
                    + " columns, expected the choices of a fly; save it again.");
        }
        MatBytes.Tag numbers = bytes.tag(data, end);
        int width = width(numbers.type());
        if (width == 0) {
            throw bytes.damaged(data, name + " holds data of type " + numbers.type() + ", expected numbers");
        }
        if (numbers.size() % width != 0 || numbers.size() / width != rows * columns || numbers.end() != end) {
            throw bytes.damaged(data, name + " declares " + rows + " rows and " + columns + " columns of "
                    + width + " bytes, but holds " + numbers.size() + " bytes");
        }
    }

    /** The bytes that a number takes, by the type of data, MAT-File Format, table 1-1; 0 if these are no numbers. */
    private static int width(int type) {
        return switch (type) {
            case 1, 2 -> 1;
            case 3, 4 -> 2;
            case 5, 6, 7 -> 4;
            case 9, 12, 13 -> 8;
            default -> 0;
        };
    }

    /** Returns the variable with its tag, as it stands in an unpacked file. */
    ByteBuffer unpacked() {
        return bytes.bytes().slice(from - 8, end - from + 8);
    }
}
