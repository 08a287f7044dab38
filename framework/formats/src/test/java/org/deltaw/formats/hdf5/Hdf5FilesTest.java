package org.deltaw.formats.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import io.jhdf.checksum.JenkinsLookup3HashLittle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.deltaw.formats.DataFile;
import org.deltaw.formats.Group;
import org.deltaw.formats.Node;
import org.deltaw.formats.Opened;
import org.deltaw.formats.Shape;
import org.deltaw.formats.Type;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Hdf5FilesTest {
    /** What reading a damaged file of some kilobytes may allocate, in bytes. */
    private static final long FEW = 512L << 20;

    @TempDir
    private Path directory;

    private byte[] written(Consumer<WritableHdfFile> content) {
        Path path = directory.resolve("file.h5");
        try (WritableHdfFile file = HdfFile.write(path)) {
            content.accept(file);
        }
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] sample() {
        return written(file -> {
            WritableGroup trials = file.putGroup("intervals").putGroup("trials");
            trials.putAttribute("colnames", new String[] {"start", "choice"});
            trials.putDataset("choice", new int[] {0, 1, 2});
            trials.putDataset("id", new long[] {1, 2, 9007199254740993L});
            trials.putDataset("start", new double[] {0.5, 1.5, Double.NaN});
            file.putDataset("matrix", new double[][] {{1, 2, 3}, {4, 5, 6}});
            file.putDataset("names", new String[] {"left", "right"});
            file.putDataset("small", new byte[] {-1, 1});
        });
    }

    @Test
    void valuesAreReadByPath() {
        Opened.with(sample(), file -> {
            assertEquals("HDF5", file.format());
            assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, Opened.variable(file, "/matrix").numbers());
            assertEquals(Shape.of(2, 3), Opened.variable(file, "matrix").shape());
            assertArrayEquals(new String[] {"left", "right"}, Opened.variable(file, "names").texts());
            assertEquals(Type.TEXT, Opened.variable(file, "names").type());
            assertArrayEquals(new double[] {-1, 1}, Opened.variable(file, "small").numbers());
            assertEquals("int8", Opened.variable(file, "small").stored());
            assertArrayEquals(new String[] {"1", "2", "9007199254740993"}, Opened.variable(file, "/intervals/trials/id").texts());
            assertEquals("'/matrix', entry (1, 0) (counted from 0)", Opened.variable(file, "matrix").place(3));
            return 0;
        });
    }

    @Test
    void groupWithNamesOfColumnsIsATable() {
        Opened.with(sample(), file -> {
            Group trials = (Group) file.root().find("/intervals/trials").orElseThrow();
            assertEquals(Group.Kind.TABLE, trials.kind());
            assertEquals(List.of("start", "choice", "id"), trials.members().stream().map(Node::name).toList());
            assertEquals("/intervals/trials/choice", trials.members().get(1).path());
            assertArrayEquals(new double[] {0.5, 1.5, Double.NaN}, Opened.variable(file, "intervals/trials/start").numbers());
            assertEquals(Group.Kind.FOLDER, file.root().kind());
            return 0;
        });
    }

    /** A type that jHDF does not read, in the place of one that it does: references to regions, or a class that there is not. */
    @Test
    void oneUnreadableDatasetHidesNoNeighbour() {
        byte[] content = sample();
        // The message of a type of 8 bits: class and version, flags (signed), and the size.
        int at = indexOf(content, new byte[] {0x10, 0x08, 0, 0, 1, 0, 0, 0});
        for (byte[] type : List.of(new byte[] {0x17, 1}, new byte[] {0x1e, 0})) {
            byte[] other = content.clone();
            System.arraycopy(type, 0, other, at, 2);
            seal(other);
            Opened.with(other, file -> {
                assertEquals(List.of("intervals", "matrix", "names", "small"),
                        file.root().members().stream().map(Node::name).sorted().toList());
                assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, Opened.variable(file, "matrix").numbers());
                assertEquals(Type.OTHER, Opened.variable(file, "small").type());
                String message = assertThrows(InvalidSpecException.class, () -> Opened.variable(file, "small").numbers()).getMessage();
                assertEquals("file: '/small': the dataset cannot be read (", message.substring(0, 44));
                return 0;
            });
        }
    }

    /** Makes the checksums of all headers right again (HDF5 File Format Specification, version 2 of object headers). */
    private static void seal(byte[] content) {
        for (int at = 0; at + 16 < content.length; at++) {
            if (content[at] == 'O' && content[at + 1] == 'H' && content[at + 2] == 'D' && content[at + 3] == 'R') {
                int flags = content[at + 5];
                int size = at + 6 + ((flags & 0x20) == 0 ? 0 : 16) + ((flags & 0x10) == 0 ? 0 : 4);
                int width = 1 << (flags & 3);
                ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
                long length = width == 1 ? content[size] & 0xff : width == 2 ? bytes.getShort(size) & 0xffff : bytes.getInt(size);
                long end = size + width + length;
                if (length >= 0 && end + 4 <= content.length) {
                    bytes.putInt((int) end, JenkinsLookup3HashLittle.hash(Arrays.copyOfRange(content, at, (int) end)));
                }
            }
        }
    }

    private static int indexOf(byte[] content, byte[] part) {
        for (int at = 0; at < content.length; at++) {
            if (at + part.length <= content.length && Arrays.equals(content, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new AssertionError("there is no such part");
    }

    @Test
    void compoundsOfRealFilesAndMatlabsAndOctavesConventionsAreUndone() {
        byte[] octave = written(file -> {
            for (String name : List.of("X", "note")) {
                WritableGroup variable = file.putGroup(name);
                variable.putAttribute("OCTAVE_NEW_FORMAT", (byte) 1);
                variable.putDataset("type", "matrix");
                if (name.equals("X")) {
                    variable.putDataset("value", new double[][] {{1, 2, 3}, {4, 5, 6}});
                } else {
                    variable.putDataset("value", "hello");
                }
            }
        });
        Opened.with(octave, file -> {
            assertEquals(Shape.of(3, 2), Opened.variable(file, "X").shape());
            assertArrayEquals(new double[] {1, 4, 2, 5, 3, 6}, Opened.variable(file, "X").numbers());
            assertArrayEquals(new String[] {"hello"}, Opened.variable(file, "note").texts());
            return 0;
        });
        byte[] matlab = written(file -> {
            file.putDataset("X", new double[][] {{1, 2, 3}, {4, 5, 6}}).putAttribute("MATLAB_class", "double");
            file.putDataset("name", new int[][] {{'h'}, {'i'}}).putAttribute("MATLAB_class", "char");
            file.putDataset("ok", new byte[][] {{1}, {0}}).putAttribute("MATLAB_class", "logical");
        });
        Opened.with(matlab, file -> {
            assertArrayEquals(new double[] {1, 4, 2, 5, 3, 6}, Opened.variable(file, "X").numbers());
            assertArrayEquals(new String[] {"hi"}, Opened.variable(file, "name").texts());
            assertEquals(Type.BOOLEAN, Opened.variable(file, "ok").type());
            assertEquals(Shape.of(1, 2), Opened.variable(file, "ok").shape());
            assertArrayEquals(new String[] {"true", "false"}, Opened.variable(file, "ok").texts());
            return 0;
        });
    }

    /** jHDF writes no references: numbers become some, once it is known where their datasets are. */
    @Test
    void cellsOfMatlabAreFollowed() {
        byte[] content = written(file -> {
            file.putDataset("left", new int[][] {{'l'}, {'e'}, {'f'}, {'t'}}).putAttribute("MATLAB_class", "char");
            file.putDataset("number", new double[][] {{2.5}}).putAttribute("MATLAB_class", "double");
            file.putDataset("cells", new long[][] {{7777, 8888}}).putAttribute("MATLAB_class", "cell");
        });
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        try (HdfFile file = HdfFile.fromBytes(content.clone())) {
            int data = indexOf(content, new byte[] {0x61, 0x1e, 0, 0, 0, 0, 0, 0});
            bytes.putLong(data, file.getDatasetByPath("left").getAddress()).putLong(data + 8, file.getDatasetByPath("number").getAddress());
        }
        int type = indexOf(content, new byte[] {0x10, 0x08, 0, 0, 8, 0, 0, 0});
        content[type] = 0x17;
        content[type + 1] = 0;
        seal(content);
        Opened.with(content, file -> {
            assertEquals(Shape.of(2, 1), Opened.variable(file, "cells").shape());
            assertArrayEquals(new String[] {"left", "2.5"}, Opened.variable(file, "cells").texts());
            assertArrayEquals(new double[] {Double.NaN, 2.5}, Opened.variable(file, "cells").numbers("left"::equals));
            return 0;
        });
    }

    @Test
    void sizesThatTheFileCannotHoldTakeNoMemory() {
        byte[] content = sample();
        // The size of the matrix, two axes of 64 bits, each of which is also its largest size.
        int at = indexOf(content, new byte[] {2, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0});
        content[at + 3] = 0x10;
        seal(content);
        Opened.with(content, file -> {
            Opened.frugally(20_000_000, () -> assertEquals("file: '/matrix' declares 6442450992 bytes, more than can come of the "
                    + content.length + " of the file; the file was cut off or damaged, so copy or save it again.",
                    assertThrows(InvalidSpecException.class, () -> Opened.variable(file, "matrix").numbers()).getMessage()));
            return 0;
        });
    }

    @Test
    void damagedFilesAreRefusedOrHarmless() {
        damage(150);
    }

    @Test
    @Tag("evidence")
    void manyDamagedFilesAreRefusedOrHarmless() {
        damage(10_000);
    }

    private void damage(int rounds) {
        byte[] sample = sample();
        assertEquals(6, Opened.survivors(sample));
        RandomGenerator random = new Seed(2026).generator();
        for (int round = 0; round < rounds; round++) {
            byte[] damaged = random.nextInt(5) == 0 ? Arrays.copyOf(sample, random.nextInt(sample.length)) : sample.clone();
            for (int flips = random.nextInt(1, 8); flips > 0 && damaged.length > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            if (random.nextBoolean()) {
                seal(damaged);
            }
            Opened.frugally(FEW, () -> Opened.survivors(damaged));
        }
    }

    @Test
    void otherFilesOfThisFormatAreRecognised() {
        byte[] later = new byte[2048 + sample().length];
        System.arraycopy(sample(), 0, later, 512, sample().length);
        assertThrows(InvalidSpecException.class, () -> Opened.with(later, DataFile::format));
        Opened.assertRefused("this is a MATLAB v7.3 (HDF5) file that was cut off; copy or save it again.",
                "MATLAB 7.3 MAT-file, Platform: GLNXA64");
    }
}
