package org.deltaw.formats.open;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.deltaw.formats.DataFile;
import org.deltaw.formats.Opened;
import org.deltaw.formats.TextOptions;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.InputFile;
import org.deltaw.spi.data.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileFormatsTest {
    @TempDir
    private Path directory;

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static List<Arguments> otherFormats() {
        return List.of(
                Arguments.of("version https://git-lfs.github.com/spec/v1\noid sha256:ab\n", "this is a git-LFS pointer, "),
                Arguments.of("PAR1\u0015\u0004", "this is a Parquet file, "),
                Arguments.of("\u0080\u0004\u0095", "this is a Python pickle, "),
                Arguments.of("{\"a\": [1]}", "this is JSON, "),
                Arguments.of(" [\n{\"a\": 1}]", "this is JSON, "),
                Arguments.of("# Created by Octave 7.3.0\n# name: X\n", "this is a file in Octave's text format, "),
                Arguments.of("<!DOCTYPE html><html>", "this is a web page (HTML), "),
                Arguments.of("\0\u0005\u0016\u0007\0", "this is what macOS notes down about a file (._*), "),
                Arguments.of("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "this is an old Excel or Word document "),
                Arguments.of("SQLite format 3\0", "this is a SQLite database, "),
                Arguments.of("ab\0\u0001cd", "the format is not known, for it begins with 'ab??cd'"));
    }

    @ParameterizedTest
    @MethodSource("otherFormats")
    void formatsThatAreNotReadAreNamed(String content, String message) {
        byte[] file = bytes(content);
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> Opened.with(file, DataFile::format));
        assertEquals("file: " + message, refusal.getMessage().substring(0, Math.min(message.length() + 6, refusal.getMessage().length())));
        assertTrue(refusal.getMessage().endsWith("."), refusal.getMessage());
        assertEquals(refusal.getMessage(), assertThrows(InvalidSpecException.class, () -> Opened.with(gzip(file), DataFile::format))
                .getMessage());
    }

    @Test
    void emptyFilesAreRefused() {
        Opened.assertRefused("the file is empty; copy or save it again.", new byte[0]);
        Opened.assertRefused("the file holds no line with names of columns; copy or save it again.", "\n \n");
    }

    @Test
    void compressedFilesAreRead() {
        byte[] packed = gzip(bytes("a,b\n1,2\n"));
        assertArrayEquals(new double[] {1}, Opened.numbers(packed, "a"));
        assertEquals("CSV, compressed by gzip", Opened.with(packed, DataFile::format));
        Opened.assertRefused("the compressed file ends too early; it was cut off, so copy it again.",
                Arrays.copyOf(packed, packed.length - 9));
        packed[12] ^= 0x7f;
        String message = assertThrows(InvalidSpecException.class, () -> Opened.with(packed, DataFile::format)).getMessage();
        assertTrue(message.startsWith("file: the file was compressed by gzip, and cannot be unpacked ("), message);
    }

    @Test
    void hashIsThatOfTheFileItself() throws IOException {
        Path path = directory.resolve("t.csv");
        Files.writeString(path, "x,n1\n1,2\n");
        try (DataFile file = FileFormats.open(new InputFile(path, "t.csv", "t"), TextOptions.ofContent())) {
            // printf 'x,n1\n1,2\n' | sha256sum
            assertEquals(new SourceFile("t.csv", "4d8359b5b5e9ba417e3bd93ba9d552e7007a54df49588d491c8134526ca899ae"), file.source());
            Files.writeString(path, "x,n1\n1,3\n2,3\n");
            assertEquals("t.csv: the file was changed while it was read; start again when it is complete.",
                    assertThrows(InvalidSpecException.class, file::source).getMessage());
        }
    }

    @Test
    void missingFileIsRefused() {
        Path path = directory.resolve("none");
        assertTrue(assertThrows(InvalidSpecException.class,
                () -> FileFormats.open(new InputFile(path, "none", "none"), TextOptions.ofContent())).getMessage()
                .startsWith("none: the file cannot be read ("));
    }
}
