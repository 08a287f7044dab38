package org.deltaw.plugin.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.plugin.table.Tables.Mapping;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumpyTableTest {
    @TempDir
    private Path directory;

    private static final Channel ACTIVITY = Channel.of(Target.ACTIVITY, 2);

    private Trajectory load(Map<String, byte[]> arrays) {
        Tables.write(directory.resolve("a.npz"), arrays);
        return Mapping.neurons("a.npz").inputs("x").targets("activity", "n").load(directory, 1).trajectories().getFirst();
    }

    private void assertRefused(String message, Map<String, byte[]> arrays) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> load(arrays));
        assertEquals(message, refusal.getMessage());
    }

    private static Map<String, byte[]> arrays(byte[] x, byte[] n) {
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        arrays.put("x", x);
        arrays.put("n", n);
        return arrays;
    }

    @Test
    void arrayWithTwoAxesHasAColumnForEachEntryOfTheSecond() {
        Trajectory read = load(arrays(Tables.array("3,", 1, 2, 3), Tables.array("3, 2", 1, 2, 3, 4, 5, 6)));

        assertEquals("a", read.id());
        assertArrayEquals(new double[] {1, 2, 3}, read.column(Channel.input(1)));
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, read.column(ACTIVITY));
    }

    @Test
    void columnsMayComeFirst() {
        byte[] rows = Tables.array("3, 2", 1, 3, 5, 2, 4, 6);
        byte[] columns = Tables.array("<f8", true, "3, 2", Arrays.copyOfRange(rows, rows.length - 48, rows.length));

        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6},
                load(arrays(Tables.array("3,", 1, 2, 3), columns)).column(ACTIVITY));
    }

    @Test
    void allTypesOfNumbersAreRead() {
        ByteBuffer floats = ByteBuffer.allocate(8).order(ByteOrder.BIG_ENDIAN).putFloat(0.5f).putFloat(-2);
        ByteBuffer ints = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putShort((short) -3).putShort((short) 7);
        ByteBuffer longs = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(-1).putLong(5);
        Map<String, double[]> expected = new LinkedHashMap<>();
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        add("f4", new double[] {0.5, -2}, Tables.array(">f4", false, "2,", floats.array()), arrays, expected);
        add("i2", new double[] {-3, 7}, Tables.array("<i2", false, "2,", ints.array()), arrays, expected);
        add("u2", new double[] {65533, 7}, Tables.array("<u2", false, "2,", ints.array()), arrays, expected);
        add("i8", new double[] {-1, 5}, Tables.array("<i8", false, "2,", longs.array()), arrays, expected);
        add("u8", new double[] {0x1p64, 5}, Tables.array("<u8", false, "2,", longs.array()), arrays, expected);
        add("b1", new double[] {1, 0}, Tables.array("|b1", false, "2,", new byte[] {1, 0}), arrays, expected);
        add("i1", new double[] {-1, 1}, Tables.array("|i1", false, "2,", new byte[] {-1, 1}), arrays, expected);

        Tables.write(directory.resolve("a.npz"), arrays);
        expected.forEach((name, values) -> assertArrayEquals(values, Mapping.neurons("a.npz").inputs(name)
                .targets("activity", "b1").load(directory, 1).trajectories().getFirst().column(Channel.input(1)), name));
    }

    private static void add(String name, double[] values, byte[] array, Map<String, byte[]> arrays,
            Map<String, double[]> expected) {
        expected.put(name, values);
        arrays.put(name, array);
    }

    @Test
    void singleArrayHasColumnsByNumber() {
        Tables.write(directory.resolve("a.npy"), Tables.array("2, 3", 1, 2, 3, 4, 5, 6));

        Trajectory read = Mapping.neurons("a.npy").inputs("2").targets("activity", "0", "1").load(directory, 1)
                .trajectories().getFirst();

        assertArrayEquals(new double[] {3, 6}, read.column(Channel.input(1)));
        assertArrayEquals(new double[] {1, 2, 4, 5}, read.column(ACTIVITY));
    }

    @Test
    void entriesThatAreNoNumbersWereNotObserved() {
        Trajectory read = load(arrays(Tables.array("2,", 1, 2), Tables.array("2, 2", 1, Double.NaN, 3, 4)));
        assertArrayEquals(new double[] {1, 0, 1, 1}, read.column(Channel.mask(Target.ACTIVITY, 2)));
        assertRefused("a.npz: array 'x', entry 1 (counted from 0): the cell is empty, expected a number.",
                arrays(Tables.array("2,", 1, Double.NaN), Tables.array("2, 2", 1, 2, 3, 4)));
    }

    @Test
    void doubtfulArraysAreRefused() {
        byte[] x = Tables.array("2,", 1, 2);
        assertRefused("a.npz: 'n' is 3 × 1, but 'x' is 2; expected the same number of steps in all that the spec names.",
                arrays(x, Tables.array("3, 1", 1, 2, 3)));
        assertRefused("a.npz: array 'n' declares 1600000000 bytes, but has 16; the file is damaged, save it again.",
                arrays(x, Tables.array("2, 100000000", 1, 2)));
        assertRefused("a.npz: array 'n' declares 7999999984000000008 bytes, but has 16; the file is damaged, save it again.",
                arrays(x, Tables.array("999999999, 999999999", 1, 2)));
        assertRefused("a.npz: 'n' is 2 × 2 × 2; expected at most two axes: one of steps, and one of columns.",
                arrays(x, Tables.array("2, 2, 2", 1, 2, 3, 4, 5, 6, 7, 8)));
        assertRefused("a.npz: array 'n' holds complex numbers (complex128), which are not read; save x.real and x.imag.",
                arrays(x, Tables.array("<c16", false, "2,", new byte[32])));
        assertRefused("a.npz: array 'n' holds Python objects, which are not read, since reading them may run any program; save it as "
                + "numbers or as text, as x.astype(float) and x.astype(str) make them.",
                arrays(x, Tables.array("O", false, "2,", new byte[16])));
        assertRefused("a.npz: array 'n' is no NumPy array; save it with numpy.save or numpy.savez.",
                arrays(x, "hello".getBytes(StandardCharsets.US_ASCII)));
        assertRefused("a.npz: there is nothing in 'x', expected at least one step.",
                arrays(Tables.array("0,"), Tables.array("0, 2")));
    }

    @Test
    void archiveThatUnpacksToMoreThanItDeclaresTakesNoMemory() throws IOException {
        // Zeros shrink to a thousandth; what is declared is compared before they are unpacked.
        Map<String, byte[]> arrays = arrays(Tables.array("2,", 1, 2),
                Tables.array("<f8", false, "2, 1", new byte[64 << 20]));
        Tables.write(directory.resolve("a.npz"), arrays);
        assertTrue(Files.size(directory.resolve("a.npz")) < 1 << 20);
        assertRefused("a.npz: array 'n' declares 16 bytes, but has 67108864; the file is damaged, save it again.", arrays);
    }

    @Test
    void damagedFilesAreTheUsersErrorWhateverByteIsWrong() throws IOException {
        Tables.write(directory.resolve("a.npz"), arrays(Tables.array("2,", 1, 2), Tables.array("2, 2", 1, 2, 3, 4)));
        byte[] whole = Files.readAllBytes(directory.resolve("a.npz"));
        Mapping mapping = Mapping.neurons("a.npz").targets("activity", "n");
        for (int i = 0; i < whole.length; i++) {
            byte[] cut = Arrays.copyOf(whole, i);
            byte[] flipped = whole.clone();
            flipped[i] ^= (byte) 0xFF;
            for (byte[] damaged : List.of(cut, flipped)) {
                Tables.write(directory.resolve("a.npz"), damaged);
                try {
                    mapping.load(directory, 1);
                } catch (InvalidSpecException refusal) {
                    assertTrue(refusal.getMessage().endsWith("."), refusal.getMessage());
                }
            }
        }
    }
}
