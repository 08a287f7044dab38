package org.deltaw.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files that are never seen half-written: beside their place first, and then moved there. */
final class Disk {
    private Disk() {}

    /**
     * Writes a text as UTF-8. If that fails, a file that was there before is left as it was.
     *
     * @throws UncheckedIOException with a sentence that names the file
     */
    static void write(Path file, String text) {
        write(file, out -> out.append(text));
    }

    /** Writes a text that is too long to be kept. */
    interface Text {
        void writeTo(Appendable out) throws IOException;
    }

    /** Writes a text piece by piece, in the same safe way. */
    static void write(Path file, Text text) {
        Path beside = file.resolveSibling("." + file.getFileName() + ".tmp");
        try {
            try {
                try (BufferedWriter out = Files.newBufferedWriter(beside)) {
                    text.writeTo(out);
                }
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    file + " could not be written: " + Failures.reason(e) + ". Nothing was left half-written.", e);
        }
    }

    /** Gives a folder, made for its owner's eyes alone as temporary ones are, the permissions of any other new folder. */
    static Path readableByAll(Path folder) throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return folder;
    }
}
