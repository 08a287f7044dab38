package org.deltaw.spi.data;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Nearest;

/**
 * Finds the files that a user lists in a setting {@code files}, by path or by pattern. In a pattern {@code *}, {@code ?}, {@code
 * [ab]} and {@code {a,b}} mean what they mean to a shell, in any part of the path; {@code **} is any number of folders, none among
 * them. What a Mac leaves behind ({@code ._name}, {@code __MACOSX}) matches no pattern. Immutable.
 *
 * @param what one of them is for the user, as in {@code recording}
 * @param kind what it is on disk, as in {@code MATLAB file}
 * @param endings of file names, with their point, that are no part of the name, longer ones first; the first stands in examples
 * @param example of a path
 */
public record InputFiles(String what, String kind, List<String> endings, String example) {
    private static final String KEY = FilePattern.KEY;

    public InputFiles {
        endings = List.copyOf(endings);
    }

    /**
     * Finds files in the order in which they are listed; those of one pattern are sorted by path. They are named by their own names
     * without endings; where two would have one name, all by the part in which their paths differ: {@code m1/trials.csv} and {@code
     * m2/trials.csv} are {@code m1} and {@code m2}.
     *
     * @param entries paths or patterns
     * @param directory where relative paths start
     * @return at least one; no two have the same name
     * @throws InvalidSpecException if one does not exist or is listed twice, or two have the same name
     */
    public List<InputFile> find(List<String> entries, Path directory) {
        List<InputFile> found = all(entries, directory);
        List<InputFile> named = isAmbiguous(found) ? PathNames.of(found) : found;
        Map<String, InputFile> byName = new LinkedHashMap<>();
        for (InputFile file : named) {
            InputFile other = byName.putIfAbsent(file.name(), file);
            if (other != null) {
                throw file.refused(KEY, "'" + other.shown() + "' has the same name, so both would be '" + file.name()
                        + "'; rename one of them.");
            }
        }
        return named;
    }

    /**
     * Finds files as {@link #find} does, and groups them by the folders in which they lie.
     *
     * @return the files of each folder, in the order in which the folders first occur; a folder is named as its files would be if
     *     each had but one
     */
    public Map<InputFile, List<InputFile>> findByFolder(List<String> entries, Path directory) {
        Map<Path, List<InputFile>> byFolder = new LinkedHashMap<>();
        for (InputFile file : all(entries, directory)) {
            byFolder.computeIfAbsent(folder(file.path()), _ -> new ArrayList<>()).add(file);
        }
        List<InputFile> folders = byFolder.entrySet().stream().map(each -> folder(each.getKey(), each.getValue().getFirst())).toList();
        Map<InputFile, List<InputFile>> named = new LinkedHashMap<>();
        for (InputFile folder : isAmbiguous(folders) ? PathNames.of(folders) : folders) {
            named.put(folder, byFolder.getOrDefault(folder.path(), List.of()));
        }
        return named;
    }

    private static Path folder(Path file) {
        Path folder = file.getParent();
        return folder == null ? file : folder;
    }

    private static InputFile folder(Path path, InputFile first) {
        int cut = Math.max(first.shown().lastIndexOf('/'), first.shown().lastIndexOf(File.separatorChar));
        return new InputFile(path, cut <= 0 ? "." : first.shown().substring(0, cut), String.valueOf(path.getFileName()));
    }

    private static boolean isAmbiguous(List<InputFile> files) {
        return files.stream().map(InputFile::name).distinct().count() < files.size();
    }

    private List<InputFile> all(List<String> entries, Path directory) {
        Path from = directory.toAbsolutePath().normalize();
        List<InputFile> files = new ArrayList<>();
        Set<Path> paths = new LinkedHashSet<>();
        for (String entry : entries) {
            for (InputFile file : find(entry, from)) {
                if (!paths.add(file.path())) {
                    throw file.refused(KEY, "the file is listed twice, expected each " + what + " once; remove one.");
                }
                files.add(file);
            }
        }
        return files;
    }

    private List<InputFile> find(String entry, Path directory) {
        int cut = 1 + Math.max(entry.lastIndexOf('/'), entry.lastIndexOf(File.separatorChar));
        String name = entry.substring(cut);
        try {
            if (FilePattern.isPattern(entry) && !exists(directory, entry)) {
                return FilePattern.of(entry, directory, "*" + endings.getFirst()).files().entrySet().stream()
                        .map(file -> file(file.getValue(), file.getKey())).toList();
            }
            Path folder = directory.resolve(entry.substring(0, cut)).normalize();
            if (!Files.isDirectory(folder)) {
                throw FilePattern.refused(entry, "there is no directory " + folder + "; relative paths start from "
                        + directory + ".");
            }
            return List.of(existing(entry, folder, name));
        } catch (InvalidPathException e) {
            throw FilePattern.refused(entry, "this is no path on this system (" + e.getReason() + "), expected one as in "
                    + example + ".");
        }
    }

    /** Lets brackets in the name of a real file mean themselves; where * and ? cannot be in names, nothing exists. */
    private static boolean exists(Path directory, String entry) {
        try {
            return Files.exists(directory.resolve(entry));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private InputFile existing(String entry, Path folder, String name) {
        Path path = folder.resolve(name);
        if (Files.isDirectory(path)) {
            throw FilePattern.refused(entry, "this is a directory, expected a " + kind + "; for all files in it write '"
                    + entry.substring(0, entry.length() - name.length()) + (name.isEmpty() ? "" : name + "/")
                    + "*" + endings.getFirst() + "'.");
        }
        if (!Files.exists(path)) {
            throw FilePattern.refused(entry, "there is no such file in " + folder + "; " + Nearest.to(name, names(folder))
                    .map(nearest -> "the nearest name there is '" + nearest + "'.")
                    .orElse("relative paths start from the directory of the spec."));
        }
        if (!Files.isRegularFile(path)) {
            throw FilePattern.refused(entry, "this is a device or pipe, expected a " + kind + "; copy the " + what + " into one.");
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
}
