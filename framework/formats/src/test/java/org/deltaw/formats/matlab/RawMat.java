package org.deltaw.formats.matlab;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;

/** Writes MATLAB v5 files byte by byte, among them such as no program would write. */
final class RawMat {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ByteOrder order;

    private RawMat(ByteOrder order) {
        this.order = order;
    }

    /** Starts a part of a file. */
    static RawMat part() {
        return part(ByteOrder.LITTLE_ENDIAN);
    }

    /** Starts a part of a file. */
    static RawMat part(ByteOrder order) {
        return new RawMat(order);
    }

    /** Starts a file with a good header. */
    static RawMat file(ByteOrder order) {
        RawMat file = new RawMat(order);
        file.bytes.writeBytes("%-116s".formatted("MATLAB 5.0 MAT-file").getBytes(StandardCharsets.US_ASCII));
        file.bytes.writeBytes(new byte[8]);
        file.bytes.writeBytes(ByteBuffer.allocate(4).order(order).putShort((short) 0x0100)
                .putShort((short) ('M' << 8 | 'I')).array());
        return file;
    }

    static RawMat file() {
        return file(ByteOrder.LITTLE_ENDIAN);
    }

    RawMat ints(int... numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * numbers.length).order(order);
        buffer.asIntBuffer().put(numbers);
        bytes.writeBytes(buffer.array());
        return this;
    }

    RawMat doubles(double... numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(8 * numbers.length).order(order);
        buffer.asDoubleBuffer().put(numbers);
        bytes.writeBytes(buffer.array());
        return this;
    }

    /** Adds the flags, dimensions and name with which a variable begins, 48 bytes for a short name. */
    RawMat head(int flags, int rows, int columns, String name) {
        ints(6, 8, flags, 0, 5, 8, rows, columns, 1, name.length());
        bytes.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(new byte[(8 - name.length() % 8) % 8]);
        return this;
    }

    /** Adds a matrix of doubles, column by column. */
    RawMat matrix(String name, int rows, int columns, double... values) {
        RawMat inner = new RawMat(order).head(6, rows, columns, name).ints(9, 8 * values.length).doubles(values);
        return ints(14, inner.bytes.size()).add(inner.bytes());
    }

    /** Adds a struct with one field, which is a number. */
    RawMat struct(String name, String field, double value) {
        RawMat inner = new RawMat(order).head(2, 1, 1, name).ints(5 | 4 << 16, 32).ints(1, 32)
                .add(Arrays.copyOf(field.getBytes(StandardCharsets.US_ASCII), 32)).matrix("", 1, 1, value);
        return ints(14, inner.bytes.size()).add(inner.bytes());
    }

    /** Adds a row of cells, each of them a number. */
    RawMat cells(String name, double... values) {
        RawMat inner = new RawMat(order).head(1, 1, values.length, name);
        for (double value : values) {
            inner.matrix("", 1, 1, value);
        }
        return ints(14, inner.bytes.size()).add(inner.bytes());
    }

    /** Adds a packed part. */
    RawMat packed(byte[] content) {
        Deflater deflater = new Deflater();
        deflater.setInput(content);
        deflater.finish();
        byte[] result = new byte[content.length + 100];
        int length = deflater.deflate(result);
        deflater.end();
        ints(15, length);
        bytes.write(result, 0, length);
        return this;
    }

    RawMat add(byte[] more) {
        bytes.writeBytes(more);
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
