package org.deltaw.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes folders. Thread-safe. */
public final class Folders {
    private Folders() {}

    /**
     * Makes a folder and those around it, if they are not there.
     *
     * @return the folder
     * @throws UncheckedIOException if that fails; the message is a sentence that names the folder
     */
    public static Path create(Path folder) {
        PowerCut.mayHappen();
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The directory " + folder + " could not be made: " + IoReason.of(e) + ".", e);
        }
    }

    /**
     * Gives a folder, made for its owner's eyes alone as temporary ones are, the permissions of any other new folder.
     *
     * @return the folder
     */
    public static Path readableByAll(Path folder) throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return folder;
    }
}
