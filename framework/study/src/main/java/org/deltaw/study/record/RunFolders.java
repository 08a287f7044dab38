package org.deltaw.study.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.storage.AtomicFile;
import org.deltaw.storage.Folders;
import org.deltaw.storage.IoReason;

/** Decides in which directories runs lie. */
public final class RunFolders {
    private RunFolders() {}

    /** Creates a directory of that name; or one with {@code -2}, {@code -3} and so on if that is there already. */
    public static Path create(Path parent, String name) {
        return advised(() -> {
            Folders.create(parent);
            for (int number = 1; ; number++) {
                Path folder = parent.resolve(fileName(name) + (number == 1 ? "" : "-" + number));
                if (Folders.createNew(folder)) {
                    return folder;
                }
            }
        });
    }

    /** Creates the directory that a user named. */
    public static Path create(Path folder) {
        requireFree(folder);
        return advised(() -> Folders.create(folder));
    }

    private static Path advised(Supplier<Path> making) {
        try {
            return making.get();
        } catch (UncheckedIOException failed) {
            throw new UncheckedIOException(IoReason.sentence(failed) + " Name another place with -o DIR.",
                    Objects.requireNonNull(failed.getCause()));
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
    static String fileName(String name) {
        String safe = name.strip().replaceAll("[^\\p{L}\\p{N}._+=-]+", "_").replaceFirst("^[._-]+", "");
        return safe.isEmpty() ? "run" : safe;
    }

    /**
     * Takes a directory that is locked: refuses it if it holds something, and removes what a beginning has left that was killed.
     *
     * @throws InvalidSpecException that says what to do instead
     */
    public static void claim(Path folder) {
        requireFree(folder);
        leftovers(folder).forEach(Folders::delete);
    }

    private static boolean isEmpty(Path folder) {
        Set<Path> left = new HashSet<>(listed(folder));
        left.remove(folder.resolve(RunLock.FILE));
        leftovers(folder).forEach(left::remove);
        return left.isEmpty();
    }

    /** Lists what a beginning leaves that is killed before it is complete; none if the directory holds a run or study. */
    private static List<Path> leftovers(Path folder) {
        if (RunDirectory.isAt(folder) || StudyRecord.find(folder).isPresent()) {
            return List.of();
        }
        List<Path> leftovers = new ArrayList<>(StudyRecord.beginnings(folder));
        listed(folder).stream().filter(each -> RunDirectory.beginnings().contains(each.getFileName().toString())
                || AtomicFile.isUnfinished(each)).forEach(leftovers::add);
        return leftovers;
    }

    private static List<Path> listed(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " could not be read: " + IoReason.of(e) + ".", e);
        }
    }
}
