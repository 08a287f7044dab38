package org.deltaw.itests.installed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A recording in a MATLAB v5 file, written byte by byte as in MathWorks' <i>MAT-File Format</i>, so that it may be
 * wrong where a test wants it so.
 */
final class MatFile {
    private static final int DOUBLE_CLASS = 6;
    private static final int UINT32 = 6;
    private static final int INT32 = 5;
    private static final int INT8 = 1;
    private static final int DOUBLE = 9;
    private static final int MATRIX = 14;

    /** A matrix, column by column, with the sizes that its file claims. */
    private record Matrix(int rows, int columns, double... values) {}

    private final Map<String, Matrix> matrices = new LinkedHashMap<>();

    /** Makes a recording of six steps, four of them accepted and rewarded with 1, 0, 1 and 1. */
    static MatFile ofSixSteps() {
        return new MatFile()
                .with("X", 6, 2, 1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 1)
                .with("Y", 1, 6, 1, 0, 1, 0, 1, 1)
                .with("R", 1, 4, 1, 0, 1, 1);
    }

    /** Adds a variable, or replaces it. */
    MatFile with(String name, int rows, int columns, double... values) {
        matrices.put(name, new Matrix(rows, columns, values));
        return this;
    }

    Path write(Path file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("%-116s".formatted("MATLAB 5.0 MAT-file").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[8]);
        out.writeBytes(little(4).putShort((short) 0x0100).put((byte) 'I').put((byte) 'M').array());
        matrices.forEach((name, matrix) -> write(name, matrix, out));
        return Files.write(file, out.toByteArray());
    }

    /** Writes the size that is claimed, whatever follows. */
    private static void write(String name, Matrix matrix, ByteArrayOutputStream out) {
        int claimed = Double.BYTES * matrix.rows() * matrix.columns();
        ints(out, MATRIX, 56 + claimed);
        ints(out, UINT32, 8, DOUBLE_CLASS, 0);
        ints(out, INT32, 8, matrix.rows(), matrix.columns());
        ints(out, INT8, name.length());
        out.writeBytes(little(8).put(name.getBytes(StandardCharsets.US_ASCII)).array());
        ints(out, DOUBLE, claimed);
        for (double value : matrix.values()) {
            out.writeBytes(little(Double.BYTES).putDouble(value).array());
        }
    }

    private static void ints(ByteArrayOutputStream out, int... numbers) {
        for (int number : numbers) {
            out.writeBytes(little(Integer.BYTES).putInt(number).array());
        }
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
