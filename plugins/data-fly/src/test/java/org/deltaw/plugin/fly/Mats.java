package org.deltaw.plugin.fly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import org.deltaw.formats.DataFile;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sinks;

/** Writes MATLAB v5 files for tests, as the library mfl-core does it. */
final class Mats {
    private Mats() {}

    /**
     * The variables of a fly. One letter is one step: a and b are odours that it rejects, A and B are odours
     * that it accepts, each followed by a digit, the reward.
     */
    static Map<String, Array> fly(String choices) {
        int[] letters = choices.chars().filter(Character::isLetter).toArray();
        double[][] x = new double[letters.length][2];
        double[][] y = new double[1][letters.length];
        for (int step = 0; step < letters.length; step++) {
            x[step][Character.toLowerCase(letters[step]) - 'a'] = 1;
            y[0][step] = Character.isUpperCase(letters[step]) ? 1 : 0;
        }
        double[] rewards = choices.chars().filter(Character::isDigit).mapToDouble(c -> c - '0').toArray();
        Map<String, Array> variables = new LinkedHashMap<>();
        variables.put("X", matrix(x));
        variables.put("Y", matrix(y));
        variables.put("R", matrix(new double[][] {rewards}));
        return variables;
    }

    static Matrix matrix(double[]... rows) {
        return matrix(MatlabType.Double, rows);
    }

    static Matrix matrix(MatlabType type, double[]... rows) {
        Matrix matrix = Mat5.newMatrix(rows.length, rows.length == 0 ? 0 : rows[0].length, type);
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < rows[row].length; column++) {
                matrix.setDouble(row, column, rows[row][column]);
            }
        }
        return matrix;
    }

    /** Writes variables as they are. */
    static byte[] plain(Map<String, Array> variables) {
        return bytes(variables, Deflater.NO_COMPRESSION, ByteOrder.LITTLE_ENDIAN);
    }

    /** Writes variables packed, as MATLAB does by default. */
    static byte[] packed(Map<String, Array> variables) {
        return bytes(variables, Deflater.DEFAULT_COMPRESSION, ByteOrder.LITTLE_ENDIAN);
    }

    static byte[] bytes(Map<String, Array> variables, int level, ByteOrder order) {
        MatFile file = Mat5.newMatFile();
        variables.forEach(file::addArray);
        ByteBuffer buffer = ByteBuffer.allocate(1 << 20).order(order);
        try {
            Mat5.newWriter(Sinks.wrap(buffer)).setDeflateLevel(level).writeMat(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** Reads bytes as the recording Fly1.mat. */
    static Recording read(byte[] content) {
        try {
            Path path = Files.createTempFile("Fly1", ".mat");
            try {
                Files.write(path, content);
                RecordingFile file = new RecordingFile(path, "Fly1.mat", "Fly1");
                try (DataFile data = file.open()) {
                    return RecordingReader.read(file, data.root());
                }
            } finally {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path path, String choices) {
        write(path, packed(fly(choices)));
    }

    static void write(Path path, byte[] content) {
        try {
            Files.createDirectories(path.getParent());
            Files.write(path, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
