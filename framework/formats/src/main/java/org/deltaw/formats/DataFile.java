package org.deltaw.formats;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.FileReading;
import org.deltaw.spi.data.InputFile;
import org.deltaw.spi.data.SourceFile;

/**
 * A file that has been opened. What is in it is known at once, its values are read while it is open. For one thread at a time.
 *
 * <p>Whatever is wrong with a file is said by an {@link InvalidSpecException} with the key {@code files}, in one sentence that
 * begins with the file's path as the user wrote it. What is wrong with one variable is said when its values are asked for.
 */
public final class DataFile implements AutoCloseable {
    private final InputFile file;
    private final String format;
    private final Group root;
    private final Closeable resources;
    private final State state;

    /** What changes when somebody writes to a file. */
    private record State(long size, long modified) {
        static State of(InputFile file) throws IOException {
            BasicFileAttributes found = Files.readAttributes(file.path(), BasicFileAttributes.class);
            return new State(found.size(), found.lastModifiedTime().toMillis());
        }
    }

    /**
     * Makes what a reader has opened.
     *
     * @param format as people call it, as in {@code NumPy archive (.npz)}
     * @param root all that is in it
     * @param resources what is to be closed with it
     * @throws IOException if the file is not there any more
     */
    public DataFile(InputFile file, String format, Group root, Closeable resources) throws IOException {
        this.file = file;
        this.format = format;
        this.root = root;
        this.resources = resources;
        this.state = State.of(file);
    }

    /**
     * Returns the same file, known to be compressed.
     *
     * @param unpacked what is to be closed after all else
     */
    public DataFile compressed(Closeable unpacked) throws IOException {
        return new DataFile(file, format + ", compressed by gzip", root, () -> {
            try (unpacked) {
                resources.close();
            }
        });
    }

    /** Returns where it is. */
    public InputFile file() {
        return file;
    }

    /** Returns the format as people call it, as in {@code NumPy archive (.npz)}. */
    public String format() {
        return format;
    }

    /** Returns all that is in it. */
    public Group root() {
        return root;
    }

    /**
     * Reads the file once more from its first byte to its last and names it with its hash, for the record.
     *
     * @throws InvalidSpecException if it was changed since it was opened
     */
    public SourceFile source() {
        try (FileReading reading = file.open()) {
            SourceFile source = reading.end();
            if (State.of(file).equals(state)) {
                return source;
            }
        } catch (IOException e) {
            throw file.refused("files", "the file cannot be read any more (" + e.getMessage() + "); check the disk it is on.");
        }
        throw file.refused("files", "the file was changed while it was read; start again when it is complete.");
    }

    @Override
    public void close() {
        try {
            resources.close();
        } catch (IOException e) {
            // All was read: what cannot be closed harms nobody.
        }
    }
}
