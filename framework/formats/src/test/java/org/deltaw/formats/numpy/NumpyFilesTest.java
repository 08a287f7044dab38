package org.deltaw.formats.numpy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.deltaw.formats.Group;
import org.deltaw.formats.Node;
import org.deltaw.formats.Opened;
import org.deltaw.formats.Shape;
import org.deltaw.formats.Type;
import org.deltaw.formats.Variable;
import org.deltaw.spi.InvalidSpecException;
import org.junit.jupiter.api.Test;

class NumpyFilesTest {
    private static final long FEW = 2_000_000;

    private static void assertRead(String stored, Type type, double[] numbers, String[] texts, byte[] array) {
        Opened.with(array, file -> {
            Variable variable = Opened.variable(file, "file");
            assertEquals(stored, variable.stored());
            assertEquals(type, variable.type());
            assertArrayEquals(numbers, variable.numbers(), stored);
            assertArrayEquals(texts, variable.texts(), stored);
            return 0;
        });
    }

    private static byte[] pair(String code, int bytes, Consumer<ByteBuffer> data) {
        return Npy.array("'" + code + "'", "2,", bytes, data);
    }

    @Test
    void allTypesOfNumbersAreRead() {
        assertRead("float16", Type.NUMBER, new double[] {1.5, -0.000030517578125}, new String[] {"1.5", "-3.0517578E-5"},
                pair("<f2", 4, data -> data.putShort((short) 0x3e00).putShort((short) 0x8200)));
        assertRead("float32", Type.NUMBER, new double[] {0.1f, -2}, new String[] {"0.1", "-2"},
                pair(">f4", 8, data -> data.putFloat(0.1f).putFloat(-2)));
        assertRead("float64", Type.NUMBER, new double[] {0.1, Double.NaN}, new String[] {"0.1", ""},
                pair("<f8", 16, data -> data.putDouble(0.1).putDouble(Double.NaN)));
        assertRead("int8", Type.INTEGER, new double[] {-1, 1}, new String[] {"-1", "1"},
                pair("|i1", 2, data -> data.put((byte) -1).put((byte) 1)));
        assertRead("uint8", Type.INTEGER, new double[] {255, 1}, new String[] {"255", "1"},
                pair("|u1", 2, data -> data.put((byte) -1).put((byte) 1)));
        assertRead("int16", Type.INTEGER, new double[] {-3, 7}, new String[] {"-3", "7"},
                pair("<i2", 4, data -> data.putShort((short) -3).putShort((short) 7)));
        assertRead("uint16", Type.INTEGER, new double[] {65533, 7}, new String[] {"65533", "7"},
                pair(">u2", 4, data -> data.putShort((short) -3).putShort((short) 7)));
        assertRead("int32", Type.INTEGER, new double[] {-3, 7}, new String[] {"-3", "7"},
                pair("<i4", 8, data -> data.putInt(-3).putInt(7)));
        assertRead("uint32", Type.INTEGER, new double[] {4294967293.0, 7}, new String[] {"4294967293", "7"},
                pair("<u4", 8, data -> data.putInt(-3).putInt(7)));
        assertRead("int64", Type.INTEGER, new double[] {0x1p53, 7}, new String[] {"9007199254740993", "7"},
                pair("<i8", 16, data -> data.putLong(9007199254740993L).putLong(7)));
        assertRead("uint64", Type.INTEGER, new double[] {0x1p64, 7}, new String[] {"18446744073709551615", "7"},
                pair("<u8", 16, data -> data.putLong(-1).putLong(7)));
        assertRead("bool", Type.BOOLEAN, new double[] {1, 0}, new String[] {"true", "false"},
                pair("|b1", 2, data -> data.put((byte) 1)));
    }

    /** As an x86 machine writes them, with 80 bits, and as an ARM machine does, with 128. */
    @Test
    void longDoublesOfBothKindsAreRead() {
        assertRead("float128", Type.NUMBER, new double[] {-1.5, 0}, new String[] {"-1.5", "0"},
                pair("<f16", 32, data -> data.putLong(0xC000_0000_0000_0000L).putShort((short) 0xBFFF)));
        assertRead("float128", Type.NUMBER, new double[] {-1.5, 0.1}, new String[] {"-1.5", "0.1"},
                pair("<f16", 32, data -> data.putLong(0).putLong(0xBFFF_8000_0000_0000L)
                        .putLong(0xA000_0000_0000_0000L).putLong(0x3FFB_9999_9999_9999L)));
        assertRead("float96", Type.NUMBER, new double[] {3, Double.NEGATIVE_INFINITY}, new String[] {"3", "-Infinity"},
                pair("<f12", 24, data -> data.putLong(0xC000_0000_0000_0000L).putInt(0x4000)
                        .putLong(0x8000_0000_0000_0000L).putInt(0xFFFF)));
        assertEquals(0.1, new BigDecimal("0.1").doubleValue());
    }

    @Test
    void textsAreRead() {
        Charset wide = Charset.forName("UTF-32LE");
        assertArrayEquals(new String[] {"m1", "\u00e4"},
                Opened.texts(Npy.array("'<U2'", "2,", 16, data -> data.put("m1\u00e4".getBytes(wide))), "file"));
        assertArrayEquals(new String[] {"left", "r"}, Opened.texts(
                Npy.array("'|S4'", "2,", 8, data -> data.put("leftr".getBytes(StandardCharsets.UTF_8))), "file"));
        assertArrayEquals(new double[] {1.5, Double.NaN}, Opened.numbers(
                Npy.array("'|S3'", "2,", 6, data -> data.put("1.5".getBytes(StandardCharsets.UTF_8))), "file"));
    }

    @Test
    void entriesComeRowByRow() {
        byte[] rows = new byte[48];
        ByteBuffer.wrap(rows).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(new double[] {1, 3, 5, 2, 4, 6});
        byte[] array = Npy.array("'<f8'", true, "3, 2", rows);
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, Opened.numbers(array, "file"));
        assertEquals("array 'file', entry (1, 0) (counted from 0)", Opened.with(array, file -> Opened.variable(file, "file").place(2)));
        byte[] cube = Npy.array("'|u1'", true, "2, 3, 2", new byte[] {0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11});
        assertArrayEquals(new double[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, Opened.numbers(cube, "file"));
        assertArrayEquals(new double[] {2.5}, Opened.numbers(Npy.doubles("", 2.5), "file"));
        assertArrayEquals(new double[0], Opened.numbers(Npy.array("'<f8'", true, "0, 5000000000", new byte[0]), "file"));
        assertEquals(Shape.of(), Opened.with(Npy.doubles("", 2.5), file -> Opened.variable(file, "file").shape()));
    }

    @Test
    void structuredArrayIsATable() {
        String descr = "[('id', '<U1'), ('', '|V2'), ('xy', '>f4', (2,)), ('in', [('a', '|i1'), ('b', '|b1')])]";
        byte[] array = Npy.array(descr, "2,", 32, data -> data.put((byte) 'm').position(6).order(ByteOrder.BIG_ENDIAN)
                .putFloat(1).putFloat(2).put((byte) 5).put((byte) 1).put((byte) 'n').position(22).putFloat(3).putFloat(4).put((byte) 6));
        Opened.with(array, file -> {
            assertEquals(Group.Kind.TABLE, file.root().kind());
            assertEquals(List.of("id", "xy", "in"), file.root().members().stream().map(Node::name).toList());
            assertEquals(Shape.of(2, 2), Opened.variable(file, "xy").shape());
            assertArrayEquals(new double[] {1, 2, 3, 4}, Opened.variable(file, "xy").numbers());
            assertArrayEquals(new String[] {"m", "n"}, Opened.variable(file, "id").texts());
            assertArrayEquals(new double[] {5, 6}, Opened.variable(file, "in.a").numbers());
            assertArrayEquals(new double[] {1, 0}, Opened.variable(file, "in/b").numbers());
            return 0;
        });
        Opened.with(Npy.archive(Map.of("t.npy", array)), file -> {
            assertEquals("t.in.a", Opened.variable(file, "t.in.a").path());
            return 0;
        });
    }

    private static void assertReason(String message, byte[] array) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("x.npy", array);
        entries.put("y.npy", Npy.doubles("2,", 1, 2));
        Opened.with(Npy.archive(entries), file -> {
            assertArrayEquals(new double[] {1, 2}, Opened.variable(file, "y").numbers());
            InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> Opened.variable(file, "x").numbers());
            assertEquals("file: array 'x' " + message, refusal.getMessage());
            assertEquals("files", refusal.key());
            return 0;
        });
    }

    @Test
    void oneUnreadableArrayHidesNoOther() {
        assertReason("holds Python objects, which are not read, since reading them may run any program; save it as numbers or as text, as "
                + "x.astype(float) and x.astype(str) make them.", Npy.array("'|O'", false, "2,", new byte[99]));
        assertReason("holds dates or times (datetime64[ns]), which are not read; save it as numbers, as x.astype('int64') makes them.",
                Npy.array("'<M8[ns]'", false, "2,", new byte[16]));
        assertReason("holds complex numbers (complex128), which are not read; save x.real and x.imag.",
                Npy.array("'<c16'", false, "1,", new byte[16]));
        assertReason("is no NumPy array; save it with numpy.save or numpy.savez.", "hello".getBytes(StandardCharsets.US_ASCII));
        assertReason("declares 24 bytes, but has 8; the file is damaged, save it again.", Npy.doubles("3,", 1));
        assertReason("has a type '<z9', which is none of NumPy's; the file is damaged, save it again.".replace("<z9", "<<f8"),
                Npy.array("'<<f8'", false, "1,", new byte[8]));
        assertReason("has a header that cannot be understood at its letter 10; the file is damaged, save it again.",
                Npy.array("__import__('os')", false, "1,", new byte[8]));
        assertReason("declares 1000000000000000000000 entries, which is too many; the file is damaged, save it again.",
                Npy.array("'<f8'", false, "1000000000000000000000,", new byte[8]));
    }

    @Test
    void archivesMayHaveFoldersAndWhatMacOsAdds() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("mouse.1/x.npy", Npy.doubles("1,", 3));
        entries.put("__MACOSX/mouse.1/._x.npy", new byte[10]);
        entries.put("mouse.1/._x.npy", new byte[10]);
        entries.put("readme.txt", new byte[10]);
        Opened.with(Npy.archive(entries), file -> {
            assertEquals(List.of("mouse.1/x"), file.root().allVariables().stream().map(Variable::path).toList());
            assertArrayEquals(new double[] {3}, Opened.variable(file, "mouse.1/x").numbers());
            return 0;
        });
    }

    @Test
    void whatIsDeclaredTakesNoMemory() {
        byte[] archive = Npy.archive(Map.of("x.npy", Npy.doubles("2,", 1, 2)));
        // The sizes that the directory of the archive declares, which is read first.
        int directory = archive.length - 22 - 46 - 5;
        ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN).putInt(directory + 24, 900_000_000);
        Opened.frugally(FEW, () -> Opened.with(archive, file -> {
            String message = assertThrows(InvalidSpecException.class, () -> Opened.variable(file, "x").numbers()).getMessage();
            assertEquals("file: array 'x' declares 900000000 bytes, more than can come of the N that there are; the file is damaged, "
                    + "save it again.", message.replaceAll("the \\d+ that", "the N that"));
            return 0;
        }));
        Opened.frugally(FEW, () -> Opened.assertRefused("array 'file' declares 8000000000000000 bytes, but has 8; the file is damaged, "
                + "save it again.", Npy.doubles("1000000, 1000000000", 1)));
    }

    @Test
    void otherArchivesAreNamed() {
        Opened.assertRefused("this is an Excel workbook (.xlsx), which is not read; open it and save the sheet as CSV.",
                Npy.archive(Map.of("xl/workbook.xml", new byte[3])));
        Opened.assertRefused("this is an archive (zip) without arrays, in which there are trials.csv; unpack it first, and list the files "
                + "in it.", Npy.archive(Map.of("trials.csv", new byte[3])));
        byte[] cut = Npy.archive(Map.of("x.npy", Npy.doubles("2,", 1, 2)));
        Opened.assertRefused("this is an archive (zip, or NumPy's .npz) that is damaged or was cut off (zip END header not found); copy or "
                + "save it again.", Arrays.copyOf(cut, cut.length - 30));
    }
}
