package org.deltaw.plugin.table;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A NumPy array of one or two axes.
 *
 * @param rows the length of its first axis
 * @param columns the length of its second; 1 if it has none
 * @param values row after row
 */
record NpyArray(int rows, int columns, double[] values) {
    /** What a header may take, and what stands before it. */
    private static final int HEAD = 10_016;

    /**
     * Reads an array. Memory for its values is taken only after what the header declares has been compared with
     * the bytes that there are.
     *
     * @param size the number of bytes that there are, as the file or archive says
     * @param limit the number of bytes that may be read
     */
    static NpyArray read(InputStream in, long size, long limit) throws IOException, NpyHeader.Refused {
        if (size < 0) {
            throw new NpyHeader.Refused("does not say how many bytes it has; save it again with numpy.savez.");
        }
        byte[] head = in.readNBytes((int) Math.min(HEAD, size));
        NpyHeader header = NpyHeader.read(head);
        long declared = (long) header.entries() * header.bytes();
        if (declared != size - header.length()) {
            throw new NpyHeader.Refused("declares " + declared + " bytes, but has " + (size - header.length())
                    + "; the file is damaged, save it again.");
        }
        if (size > limit) {
            throw new NpyHeader.Refused("has " + size + " bytes, expected at most " + limit + "; save it in parts.");
        }
        byte[] data = Arrays.copyOf(Arrays.copyOfRange(head, header.length(), head.length), (int) declared);
        int there = head.length - header.length();
        if (in.readNBytes(data, there, data.length - there) < data.length - there) {
            throw new EOFException("it ends early");
        }
        return of(header, ByteBuffer.wrap(data).order(header.order()));
    }

    private static NpyArray of(NpyHeader header, ByteBuffer data) {
        int rows = header.shape().getFirst();
        int columns = header.shape().size() > 1 ? header.shape().get(1) : 1;
        double[] values = new double[rows * columns];
        for (int i = 0; i < values.length; i++) {
            int from = header.columnsFirst() ? i % columns * rows + i / columns : i;
            values[i] = value(header, data, from * header.bytes());
        }
        return new NpyArray(rows, columns, values);
    }

    private static double value(NpyHeader header, ByteBuffer data, int at) {
        boolean signed = header.kind() == 'i';
        return switch (header.bytes()) {
            case 1 -> signed ? data.get(at) : Byte.toUnsignedInt(data.get(at));
            case 2 -> signed ? data.getShort(at) : Short.toUnsignedInt(data.getShort(at));
            case 4 -> header.kind() == 'f' ? data.getFloat(at)
                    : signed ? data.getInt(at) : Integer.toUnsignedLong(data.getInt(at));
            default -> header.kind() == 'f' ? data.getDouble(at) : eightBytes(data.getLong(at), signed);
        };
    }

    private static double eightBytes(long value, boolean signed) {
        // An unsigned number beyond the largest signed one: halved, with its last bit kept for rounding, and doubled.
        return signed || value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
    }

    /** Returns one column. */
    double[] column(int column) {
        double[] cells = new double[rows];
        for (int row = 0; row < rows; row++) {
            cells[row] = values[row * columns + column];
        }
        return cells;
    }
}
