package org.deltaw.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Makes and removes folders. Thread-safe. */
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
            Path made = Files.createDirectories(folder);
            Beside.flush(made.toAbsolutePath().getParent());
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException("The directory " + folder + " could not be made: " + IoReason.of(e) + ".", e);
        }
    }

    /**
     * Makes a folder, unless there is something of that name.
     *
     * @return whether it was made
     * @throws UncheckedIOException if that fails; the message is a sentence that names the folder
     */
    public static boolean createNew(Path folder) {
        PowerCut.mayHappen();
        try {
            Files.createDirectory(folder);
            Beside.flush(folder.toAbsolutePath().getParent());
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("The directory " + folder + " could not be made: " + IoReason.of(e) + ".", e);
        }
    }

    /**
     * Makes an empty folder in which something is made that shall be seen only when it is complete: hidden, beside its place, and
     * without what a process has left there that was killed. {@link AtomicFile#publish} gives what was made its place.
     *
     * @throws UncheckedIOException if that fails; the message is a sentence that names the folder
     */
    public static Path beside(Path place) {
        Path absolute = place.toAbsolutePath().normalize();
        Path folder = Beside.of(absolute);
        delete(folder);
        return create(folder);
    }

    /**
     * Deletes a folder and all that is in it, or a file; a link is not followed.
     *
     * @throws UncheckedIOException if that fails; the message is a sentence that names the folder
     */
    public static void delete(Path folder) {
        PowerCut.mayHappen();
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
                PowerCut.mayHappen();
                Files.delete(each);
            }
            Beside.flush(folder.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " could not be removed: " + IoReason.of(e) + ".", e);
        }
    }
}
