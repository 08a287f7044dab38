package org.deltaw.spi.data;

import java.io.IOException;
import java.nio.file.Path;
import org.deltaw.spi.InvalidSpecException;

/**
 * A file that a user listed, found on disk.
 *
 * @param path where it is
 * @param shown its path as the user wrote it
 * @param name the file's name without its ending
 */
public record InputFile(Path path, String shown, String name) {
    /**
     * Opens it, to be read once.
     *
     * @throws IOException if that fails
     */
    public FileReading open() throws IOException {
        return new FileReading(path, shown);
    }

    /** Makes the exception that says what is wrong with a setting, as this file shows. */
    public InvalidSpecException refused(String key, String why) {
        return new InvalidSpecException(key, shown + ": " + why);
    }
}
