package org.deltaw.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.deltaw.spi.InvalidSpecException;

/** A file that a user wants to have written. */
final class NewFile {
    private NewFile() {}

    /**
     * Requires that a file can be made without replacing another.
     *
     * @throws InvalidSpecException if it is there already, or its directory is not
     */
    static void require(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.exists(file)) {
            throw new InvalidSpecException("The file " + file + " exists already; remove it, or name another with -o.");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new InvalidSpecException("There is no directory " + folder + " for " + file.getFileName() + "; make it first.");
        }
    }
}
