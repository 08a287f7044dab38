package org.deltaw.formats.content;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.InputFile;

/**
 * What is to be read of a file.
 *
 * @param file as the user listed it, for messages
 * @param path where the bytes are: the file itself, or what was unpacked from it
 */
public record Content(InputFile file, Path path) {
    /** Says how many bytes there are. */
    public long size() throws IOException {
        return Files.size(path);
    }

    /** Opens the bytes from the first on. */
    public InputStream stream() throws IOException {
        return new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    }

    /** Returns the first bytes, at most so many. */
    public byte[] head(int length) throws IOException {
        try (InputStream stream = Files.newInputStream(path)) {
            return stream.readNBytes(length);
        }
    }

    /** Makes the exception that says what is wrong with the file. */
    public InvalidSpecException refused(String why) {
        return file.refused("files", why);
    }

    /** Makes the exception that says that it cannot be read. */
    public InvalidSpecException unreadable(IOException e) {
        return refused(e instanceof AccessDeniedException ? "reading the file is not permitted; change its permissions."
                : e instanceof EOFException ? "the file ends too early; it was cut off, so copy or save it again."
                : "the file cannot be read (" + e.getMessage() + "); it may be damaged, so copy or save it again.");
    }
}
