package org.deltaw.formats.open;

import org.deltaw.formats.DataFile;
import org.deltaw.formats.TextOptions;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.InputFile;

/**
 * Opens files of all formats that are read. The content alone tells the format: the ending of the name, which people and
 * programs change, is not looked at. A file may be compressed by gzip.
 */
public final class FileFormats {
    private FileFormats() {}

    /**
     * Opens a file.
     *
     * @param text for text files; others do not need it
     * @return to be closed
     * @throws InvalidSpecException with the key {@code files}, if it cannot be read, is damaged, or is of a format that is not
     *     read; the message names the format and says what to do
     */
    public static DataFile open(InputFile file, TextOptions text) {
        throw new UnsupportedOperationException();
    }
}
