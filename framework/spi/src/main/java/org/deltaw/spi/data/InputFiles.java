package org.deltaw.spi.data;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Nearest;

/**
 * Finds the files that a user lists in a setting {@code files}, by path or by pattern. Immutable.
 *
 * @param what one of them is for the user, as in {@code recording}
 * @param kind what it is on disk, as in {@code MATLAB file}
 * @param endings of file names, with their point, that are no part of the name; the first stands in examples
 * @param example of a path
 */
public record InputFiles(String what, String kind, List<String> endings, String example) {
    private static final String KEY = "files";

    public InputFiles {
        endings = List.copyOf(endings);
    }

    /**
     * Finds files in the order in which they are listed; those of one pattern are sorted by name.
     *
     * @param entries paths, whose last part may be a pattern
     * @param directory where relative paths start
     * @return at least one; no two have the same name
     * @throws InvalidSpecException if one does not exist, or two have the same name
     */
    public List<InputFile> find(List<String> entries, Path directory) {
        Path from = directory.toAbsolutePath().normalize();
        Map<String, InputFile> byName = new LinkedHashMap<>();
        for (String entry : entries) {
            for (InputFile file : find(entry, from)) {
                InputFile other = byName.putIfAbsent(file.name(), file);
                if (other != null) {
                    throw refusedTwice(file, other);
                }
            }
        }
        return List.copyOf(byName.values());
    }

    private InvalidSpecException refusedTwice(InputFile file, InputFile other) {
        return file.refused(KEY, file.path().equals(other.path())
                ? "the file is listed twice, expected each " + what + " once; remove one."
                : "'" + other.shown() + "' has the same name, so both would be subject '" + file.name()
                        + "'; rename one of them.");
    }

    private List<InputFile> find(String entry, Path directory) {
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
                    + example + ".");
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

    private List<InputFile> matching(String entry, Path folder, String prefix, String pattern) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, pattern)) {
            paths.forEach(path -> {
                if (Files.isRegularFile(path)) {
                    found.add(path);
                }
            });
        } catch (PatternSyntaxException e) {
            throw refused(entry, "'" + pattern + "' is no valid pattern (" + e.getDescription()
                    + "), expected one as in *" + endings.getFirst() + ".");
        } catch (IOException e) {
            throw refused(entry, "the directory " + folder + " cannot be listed; check its permissions.");
        }
        if (found.isEmpty()) {
            throw refused(entry, "no file in " + folder + " matches '" + pattern + "'; check pattern and directory.");
        }
        return found.stream()
                .sorted()
                .map(path -> file(path, prefix + path.getFileName()))
                .toList();
    }

    private InputFile existing(String entry, Path folder, String name) {
        Path path = folder.resolve(name);
        if (Files.isDirectory(path)) {
            throw refused(entry, "this is a directory, expected a " + kind + "; for all files in it write '"
                    + entry.substring(0, entry.length() - name.length()) + (name.isEmpty() ? "" : name + "/")
                    + "*" + endings.getFirst() + "'.");
        }
        if (!Files.exists(path)) {
            throw refused(entry, "there is no such file in " + folder + "; " + Nearest.to(name, names(folder))
                    .map(nearest -> "the nearest name there is '" + nearest + "'.")
                    .orElse("relative paths start from the directory of the spec."));
        }
        if (!Files.isRegularFile(path)) {
            throw refused(entry, "this is a device or pipe, expected a " + kind + "; copy the " + what + " into one.");
        }
        return file(path, entry);
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(Files::isRegularFile).map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private InputFile file(Path path, String shown) {
        String name = path.getFileName().toString();
        String lower = name.toLowerCase(Locale.ROOT);
        return new InputFile(path, shown, endings.stream()
                .filter(ending -> lower.endsWith(ending) && lower.length() > ending.length()).findFirst()
                .map(ending -> name.substring(0, name.length() - ending.length())).orElse(name));
    }

    private static InvalidSpecException refused(String entry, String why) {
        return new InvalidSpecException(KEY, entry + ": " + why);
    }
}
