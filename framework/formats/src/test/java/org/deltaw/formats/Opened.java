package org.deltaw.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.deltaw.formats.open.FileFormats;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.InputFile;

/** Opens bytes as if they were a file named {@code file}. */
public final class Opened {
    private Opened() {}

    /** Opens bytes and takes something out of them. */
    public static <T> T with(byte[] content, TextOptions options, Function<DataFile, T> take) {
        try {
            Path path = Files.createTempFile("formats", "");
            try {
                Files.write(path, content);
                try (DataFile data = FileFormats.open(new InputFile(path, "file", "file"), options)) {
                    return take.apply(data);
                }
            } finally {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens bytes and takes something out of them. */
    public static <T> T with(byte[] content, Function<DataFile, T> take) {
        return with(content, TextOptions.ofContent(), take);
    }

    /** Opens text. */
    public static <T> T with(String content, Function<DataFile, T> take) {
        return with(content.getBytes(StandardCharsets.UTF_8), take);
    }

    /** Finds a variable. */
    public static Variable variable(DataFile file, String path) {
        return (Variable) file.root().find(path).orElseThrow(() -> new AssertionError("no " + path));
    }

    /** Reads the numbers of a variable. */
    public static double[] numbers(byte[] content, String path) {
        return with(content, file -> variable(file, path).numbers());
    }

    /** Reads the texts of a variable. */
    public static String[] texts(byte[] content, String path) {
        return with(content, file -> variable(file, path).texts());
    }

    /** Reads all that can be read. */
    public static int all(DataFile file) {
        int read = 0;
        for (Variable variable : file.root().allVariables()) {
            try {
                variable.type();
                if (variable.type().isNumeric()) {
                    variable.numbers();
                }
                variable.texts();
                read++;
            } catch (InvalidSpecException e) {
                assertSentence(e);
            }
        }
        return read;
    }

    /** Opens bytes that may be damaged and reads all that can be read; whatever is wrong, it is a sentence. */
    public static int survivors(byte[] content) {
        try {
            return with(content, Opened::all);
        } catch (InvalidSpecException e) {
            assertSentence(e);
            return 0;
        }
    }

    private static void assertSentence(InvalidSpecException e) {
        assertEquals("files", e.key());
        assertTrue(e.getMessage().startsWith("file: ") && e.getMessage().endsWith("."), e.getMessage());
    }

    /** Says that opening and reading all is refused. */
    public static void assertRefused(String message, byte[] content) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> with(content, file -> {
            file.root().allVariables().forEach(variable -> {
                variable.type();
                variable.texts();
            });
            return 0;
        }));
        assertEquals("files", refusal.key());
        assertEquals("file: " + message, refusal.getMessage());
    }

    /** Says that opening and reading all text is refused. */
    public static void assertRefused(String message, String content) {
        assertRefused(message, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Makes sure that little memory is taken, in bytes, whatever comes of it. */
    public static void frugally(long bytes, Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            work.run();
        } finally {
            long taken = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(taken < bytes, "took " + taken + " bytes");
        }
    }
}
