package org.deltaw.formats.open;

import java.io.IOException;
import org.deltaw.formats.DataFile;
import org.deltaw.formats.TextOptions;
import org.deltaw.formats.content.Content;
import org.deltaw.formats.hdf5.Hdf5Files;
import org.deltaw.formats.matlab.MatlabFiles;
import org.deltaw.formats.numpy.NumpyFiles;
import org.deltaw.formats.text.TextTable;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.InputFile;

/**
 * Opens files of all formats that are read. The content alone tells the format: the ending of the name, which people and
 * programs change, is not looked at. A file may be compressed by gzip.
 */
public final class FileFormats {
    /** Enough to tell every format. */
    private static final int HEAD = 1 << 12;

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
        Content content = new Content(file, file.path());
        try {
            byte[] head = content.head(HEAD);
            return open(content, head, text);
        } catch (IOException e) {
            throw content.unreadable(e);
        }
    }

    private static DataFile open(Content content, byte[] head, TextOptions text) throws IOException {
        return NumpyFiles.isArchive(head) ? NumpyFiles.openArchive(content)
                : NumpyFiles.isArray(head) ? NumpyFiles.openArray(content)
                : Hdf5Files.isAt(head) ? Hdf5Files.open(content, head)
                : MatlabFiles.isAt(head) ? MatlabFiles.open(content, head)
                : TextTable.open(content, text);
    }
}
