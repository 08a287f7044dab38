package org.deltaw.plugin.fly;

import java.nio.file.Path;
import org.deltaw.formats.DataFile;
import org.deltaw.formats.TextOptions;
import org.deltaw.formats.open.FileFormats;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.InputFile;

/**
 * A recording of one fly, found on disk.
 *
 * @param path where it is
 * @param shown its path as the user wrote it
 * @param subject the file's name without its ending
 */
record RecordingFile(Path path, String shown, String subject) {
    /**
     * Opens it.
     *
     * @throws InvalidSpecException if that fails
     */
    DataFile open() {
        return FileFormats.open(new InputFile(path, shown, subject), TextOptions.ofContent());
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
