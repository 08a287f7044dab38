package org.deltaw.plugin.fly;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.deltaw.spi.InvalidSpecException;

/** Finds the recordings that a user lists, by path or by pattern. */
final class RecordingFiles {
    private static final String ENDING = ".mat";

    private final Path directory;

    private RecordingFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Finds recordings in the order in which they are listed; those of one pattern are sorted by name.
     *
     * @param entries paths, whose last part may be a pattern
     * @param directory where relative paths start
     * @return at least one; no two have the same subject
     * @throws InvalidSpecException if one does not exist, or two would be the same subject
     */
    static List<RecordingFile> find(List<String> entries, Path directory) {
        RecordingFiles search = new RecordingFiles(directory.toAbsolutePath().normalize());
        Map<String, RecordingFile> bySubject = new LinkedHashMap<>();
        for (String entry : entries) {
            for (RecordingFile file : search.find(entry)) {
                RecordingFile other = bySubject.putIfAbsent(file.subject(), file);
                if (other != null) {
                    throw refusedTwice(file, other);
                }
            }
        }
        return List.copyOf(bySubject.values());
    }

    private static InvalidSpecException refusedTwice(RecordingFile file, RecordingFile other) {
        return file.refused(file.path().equals(other.path())
                ? "the file is listed twice, expected each recording once; remove one."
                : "'" + other.shown() + "' has the same name, so both would be subject '" + file.subject()
                        + "'; rename one of them.");
    }

    private List<RecordingFile> find(String entry) {
        int cut = 1 + Math.max(entry.lastIndexOf('/'), entry.lastIndexOf(File.separatorChar));
        String name = entry.substring(cut);
        try {
            Path folder = directory.resolve(entry.substring(0, cut)).normalize();
            if (!Files.isDirectory(folder)) {
                throw refused(entry, "there is no directory " + folder + "; relative paths start from "
                        + directory + ".");
            }
            if (isPattern(name) && !exists(folder, name)) {
                return matching(entry, folder, entry.substring(0, cut), name);
            }
            return List.of(existing(entry, folder, name));
        } catch (InvalidPathException e) {
            throw refused(entry, "this is no path on this system (" + e.getReason() + "), expected one as in "
                    + "flies/Fly1.mat.");
        }
    }

    private static boolean isPattern(String name) {
        return name.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    /** Lets brackets in the name of a real file mean themselves; where * and ? cannot be in names, nothing exists. */
    private static boolean exists(Path folder, String name) {
        try {
            return Files.exists(folder.resolve(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static List<RecordingFile> matching(String entry, Path folder, String prefix, String pattern) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, pattern)) {
            paths.forEach(path -> {
                if (Files.isRegularFile(path)) {
                    found.add(path);
                }
            });
        } catch (PatternSyntaxException e) {
            throw refused(entry, "'" + pattern + "' is no valid pattern (" + e.getDescription()
                    + "), expected one as in *.mat.");
        } catch (IOException e) {
            throw refused(entry, "the directory " + folder + " cannot be listed; check its permissions.");
        }
        if (found.isEmpty()) {
            throw refused(entry, "no file in " + folder + " matches '" + pattern + "'; check pattern and directory.");
        }
        return found.stream()
                .sorted()
                .map(path -> recording(path, prefix + path.getFileName()))
                .toList();
    }

    private static RecordingFile existing(String entry, Path folder, String name) {
        Path path = folder.resolve(name);
        if (Files.isDirectory(path)) {
            throw refused(entry, "this is a directory, expected a MATLAB file; for all files in it write '"
                    + entry.substring(0, entry.length() - name.length()) + (name.isEmpty() ? "" : name + "/")
                    + "*.mat'.");
        }
        if (!Files.exists(path)) {
            throw refused(entry, "there is no such file in " + folder + "; " + Nearest.to(name, names(folder))
                    .map(nearest -> "the nearest name there is '" + nearest + "'.")
                    .orElse("relative paths start from the directory of the spec."));
        }
        if (!Files.isRegularFile(path)) {
            throw refused(entry, "this is a device or pipe, expected a MATLAB file; copy the recording into one.");
        }
        return recording(path, entry);
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(Files::isRegularFile).map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static RecordingFile recording(Path path, String shown) {
        String name = path.getFileName().toString();
        boolean ends = name.length() > ENDING.length()
                && name.regionMatches(true, name.length() - ENDING.length(), ENDING, 0, ENDING.length());
        return new RecordingFile(path, shown, ends ? name.substring(0, name.length() - ENDING.length()) : name);
    }

    private static InvalidSpecException refused(String entry, String why) {
        return new InvalidSpecException("files", entry + ": " + why);
    }
}
