package org.deltaw.storage;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes files so that whoever reads one finds all of the old content or all of the new, even after a crash. Thread-safe for
 * different files.
 */
public final class AtomicFile {
    private AtomicFile() {}

    /** A text that is too long to be held in memory. */
    public interface Text {
        /** Writes the text, piece by piece. */
        void writeTo(Appendable out) throws IOException;
    }

    /** What is too much to be held in memory, as bytes. */
    public interface Content {
        /** Writes the bytes, piece by piece; the stream stays open. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a text as UTF-8. If that fails, a file that was there before is left as it was.
     *
     * @throws UncheckedIOException if that fails; the message is a sentence that names the file
     */
    public static void write(Path file, String text) {
        write(file, out -> out.append(text));
    }

    /**
     * Writes a text beside the file, makes sure it is on the disk, and then gives it the file's name.
     *
     * @throws UncheckedIOException if that fails; the message is a sentence that names the file
     */
    public static void write(Path file, Text text) {
        replace(file, bytes -> {
            BufferedWriter out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
            text.writeTo(out);
            out.flush();
        });
    }

    /**
     * Writes bytes in the same way.
     *
     * @throws UncheckedIOException if that fails; the message is a sentence that names the file
     */
    public static void write(Path file, byte[] bytes) {
        replace(file, out -> out.write(bytes));
    }

    /**
     * Writes bytes, piece by piece, in the same way.
     *
     * @throws UncheckedIOException if that fails; the message is a sentence that names the file
     */
    public static void stream(Path file, Content content) {
        replace(file, content);
    }

    /**
     * Copies a file in the same way.
     *
     * @throws UncheckedIOException if that fails; the message is a sentence that names the copy
     */
    public static void copy(Path from, Path to) {
        replace(to, out -> Files.copy(from, out));
    }

    private static void replace(Path file, Content content) {
        Path beside = Beside.of(file);
        try {
            PowerCut.mayHappen();
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                content.writeTo(Channels.newOutputStream(channel));
                PowerCut.mayHappen();
                PowerCut.force(channel);
            }
            PowerCut.mayHappen();
            move(beside, file);
            Beside.flush(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            discard(beside);
            throw new UncheckedIOException(
                    file + " could not be written: " + IoReason.of(e) + ". Nothing was left half-written.", e);
        }
    }

    /**
     * Gives a file or folder that is complete another place on the same disk; a file that is there is replaced.
     *
     * @throws UncheckedIOException if that fails; the message is a sentence that names the place
     */
    public static void publish(Path from, Path to) {
        PowerCut.mayHappen();
        try {
            if (Files.isRegularFile(from)) {
                try (FileChannel channel = FileChannel.open(from, StandardOpenOption.WRITE)) {
                    PowerCut.force(channel);
                }
            }
            move(from, to);
            Beside.flush(to.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(to + " could not be written: " + IoReason.of(e) + ".", e);
        }
    }

    /**
     * Deletes a file, if it is there.
     *
     * @throws UncheckedIOException if that fails; the message is a sentence that names the file
     */
    public static void delete(Path file) {
        PowerCut.mayHappen();
        try {
            if (Files.deleteIfExists(file)) {
                Beside.flush(file.toAbsolutePath().getParent());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be removed: " + IoReason.of(e) + ".", e);
        }
    }

    /** Tells whether a file or folder is what a process leaves that is killed while it makes it; nobody reads it. */
    public static boolean isUnfinished(Path file) {
        return Beside.isUnfinished(file);
    }

    /** Leaves nothing half-written behind; a disk that is full needs the room. */
    private static void discard(Path beside) {
        try {
            Files.deleteIfExists(beside);
        } catch (IOException e) {
            // The first failure is the one to report.
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
