package org.deltaw.plugin.arena;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;

/** Writes a MATLAB v5 file whose variables are each compressed by itself, as MATLAB does. */
final class MatFile {
    private static final int MATRIX = 14;
    private static final int COMPRESSED = 15;

    private final Map<String, byte[]> variables = new LinkedHashMap<>();

    /** Adds or replaces a matrix of so many rows, given row after row. */
    MatFile add(String name, int rows, double... values) {
        int columns = values.length / rows;
        byte[] letters = name.getBytes(StandardCharsets.US_ASCII);
        int padded = (letters.length + 7) / 8 * 8;
        ByteBuffer matrix = ByteBuffer.allocate(16 + 8 + 16 + 8 + padded + 8 + 8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        matrix.putInt(MATRIX).putInt(matrix.capacity() - 8).putInt(6).putInt(8).putInt(6).putInt(0)
                .putInt(5).putInt(8).putInt(rows).putInt(columns).putInt(1).putInt(letters.length).put(letters)
                .position(matrix.position() + padded - letters.length);
        matrix.putInt(9).putInt(8 * values.length);
        for (int i = 0; i < values.length; i++) {
            matrix.putDouble(values[i % rows * columns + i / rows]);
        }
        variables.put(name, packed(matrix.array()));
        return this;
    }

    MatFile remove(String name) {
        variables.remove(name);
        return this;
    }

    private static byte[] packed(byte[] variable) {
        Deflater deflater = new Deflater();
        deflater.setInput(variable);
        deflater.finish();
        byte[] packed = new byte[variable.length + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        return ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN).putInt(COMPRESSED).putInt(length).put(packed, 0, length)
                .array();
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("%-116s".formatted("MATLAB 5.0 MAT-file").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(new byte[8]);
        bytes.writeBytes(new byte[] {0, 1, 'I', 'M'});
        variables.values().forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
