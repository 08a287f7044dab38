package org.deltaw.study.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.storage.IoReason;

/** Decides in which directories runs lie. */
public final class RunFolders {
    private RunFolders() {}

    /** Creates a directory of that name; or one with {@code -2}, {@code -3} and so on if that is there already. */
    public static Path create(Path parent, String name) {
        try {
            Files.createDirectories(parent);
            for (int number = 1; ; number++) {
                Path folder = parent.resolve(fileName(name) + (number == 1 ? "" : "-" + number));
                try {
                    return Files.createDirectory(folder);
                } catch (FileAlreadyExistsException taken) {
                    // The next number.
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No directory for the run could be made: " + IoReason.of(e)
                    + ". Name another place with -o DIR.", e);
        }
    }

    /** Creates the directory that a user named. */
    public static Path create(Path folder) {
        requireFree(folder);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The directory " + folder + " could not be made: " + IoReason.of(e)
                    + ". Name another place with -o DIR.", e);
        }
    }

    /**
     * Refuses a directory that holds something.
     *
     * @throws InvalidSpecException that says what to do instead
     */
    public static void requireFree(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new InvalidSpecException(folder + " is a file; name a directory that is new or empty with -o DIR.");
        }
        if (Files.isDirectory(folder) && !isEmpty(folder)) {
            throw new InvalidSpecException("The directory " + folder + " exists and is not empty. Name another one with "
                    + "-o DIR, or remove it"
                    + (RunDirectory.isAt(folder) || StudyRecord.find(folder).isPresent()
                            ? "; to go on with the run in it: " + RunDirectory.resumeCommand(folder) : "."));
        }
    }

    /** Replaces what some file system might not take. */
    private static String fileName(String name) {
        String safe = name.strip().replaceAll("[^\\p{L}\\p{N}._+=-]+", "_").replaceFirst("^[._-]+", "");
        return safe.isEmpty() ? "run" : safe;
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.allMatch(file -> file.getFileName().toString().equals(RunLock.FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
