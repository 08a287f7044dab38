package org.deltaw.formats.open;

import java.io.IOException;
import java.util.Optional;
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
     * @throws InvalidSpecException whose key is that of files, if it cannot be read, is damaged, or is of a format that is not
     *     read; the message names the format and says what to do
     */
    public static DataFile open(InputFile file, TextOptions text) {
        Content content = new Content(file, file.path());
        try {
            byte[] head = content.head(HEAD);
            if (!Unpacked.isAt(head)) {
                return open(content, head, text);
            }
            Unpacked unpacked = Unpacked.of(content);
            try {
                Content inner = new Content(file, unpacked.path());
                return open(inner, inner.head(HEAD), text).compressed(unpacked);
            } catch (IOException | RuntimeException e) {
                unpacked.close();
                throw e;
            }
        } catch (IOException e) {
            throw content.unreadable(e);
        }
    }

    private static DataFile open(Content content, byte[] head, TextOptions text) throws IOException {
        if (NumpyFiles.isArchive(head)) {
            return NumpyFiles.openArchive(content);
        }
        if (NumpyFiles.isArray(head)) {
            return NumpyFiles.openArray(content);
        }
        if (Hdf5Files.isAt(head)) {
            return Hdf5Files.open(content, head);
        }
        if (MatlabFiles.isAt(head)) {
            return MatlabFiles.open(content, head);
        }
        Optional<String> refusal = OtherFormat.refusal(head);
        if (refusal.isPresent()) {
            throw content.refused(refusal.get());
        }
        return TextTable.open(content, text);
    }
}
