package org.deltaw.plugin.fly;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.FileReading;
import org.deltaw.spi.data.InputFile;
import org.deltaw.spi.data.SourceFile;

/**
 * A recording of one fly, found on disk.
 *
 * @param path where it is
 * @param shown its path as the user wrote it
 * @param subject the file's name without its ending
 */
record RecordingFile(Path path, String shown, String subject) {
    /**
     * The largest file that is read, and the most that is unpacked from one, in bytes. A fly's X, Y and R
     * take some ten kilobytes, so this leaves room for a thousand times as many choices and other
     * variables besides, and no file can exhaust the memory of a laptop.
     */
    static final int LIMIT = 64 << 20;

    /**
     * What is in it.
     *
     * @param source the file, for the record
     */
    record Content(byte[] bytes, SourceFile source) {}

    /**
     * Reads all bytes.
     *
     * @throws InvalidSpecException if that fails, or there are too many
     */
    Content content() {
        try {
            long size = Files.size(path);
            if (size > LIMIT) {
                throw refused("the file has " + size + " bytes, expected at most " + LIMIT
                        + ", for a fly's choices take some kilobytes; save no more than X, Y and R.");
            }
            try (FileReading reading = new InputFile(path, shown, subject).open()) {
                return new Content(reading.stream().readAllBytes(), reading.end());
            }
        } catch (AccessDeniedException e) {
            throw refused("reading the file is not permitted; change its permissions.");
        } catch (IOException e) {
            throw refused("the file cannot be read (" + e.getMessage() + "); check the disk it is on.");
        }
    }

    /** Makes the exception that says what is wrong with this file. */
    InvalidSpecException refused(String why) {
        return refused("files", why);
    }

    /** Makes the exception that says what is wrong with a setting, as this file shows. */
    InvalidSpecException refused(String key, String why) {
        return new InvalidSpecException(key, shown + ": " + why);
    }
}
