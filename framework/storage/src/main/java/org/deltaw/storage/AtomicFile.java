package org.deltaw.storage;

import java.io.BufferedWriter;
import java.io.IOException;
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
 * Writes files so that whoever reads one finds all of the old text or all of the new, even after a crash. Thread-safe for
 * different files.
 */
public final class AtomicFile {
    private static final String PART = ".part";

    private AtomicFile() {}

    /** A text that is too long to be held in memory. */
    public interface Text {
        /** Writes the text, piece by piece. */
        void writeTo(Appendable out) throws IOException;
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
        Path beside = file.resolveSibling("." + file.getFileName() + PART);
        try {
            PowerCut.mayHappen();
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
                    BufferedWriter out = new BufferedWriter(
                            new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8))) {
                text.writeTo(out);
                out.flush();
                PowerCut.mayHappen();
                channel.force(true);
            }
            PowerCut.mayHappen();
            move(beside, file);
            flush(file);
        } catch (IOException e) {
            discard(beside);
            throw new UncheckedIOException(
                    file + " could not be written: " + IoReason.of(e) + ". Nothing was left half-written.", e);
        }
    }

    /** Tells whether a file is what a process leaves that is killed while it writes; nobody reads it. */
    public static boolean isUnfinished(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(".") && name.endsWith(PART);
    }

    /** Leaves nothing half-written behind; a disk that is full needs the room. */
    private static void discard(Path beside) {
        try {
            Files.deleteIfExists(beside);
        } catch (IOException e) {
            // The first failure is the one to report.
        }
    }

    /** Makes sure that the new name is on the disk, too, where the system can tell; Windows cannot. */
    private static void flush(Path file) {
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException cannot) {
            // The file is there; whether it outlasts a power cut is up to the system.
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
