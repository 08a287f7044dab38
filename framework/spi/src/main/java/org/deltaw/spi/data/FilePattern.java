package org.deltaw.spi.data;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.PatternSyntaxException;
import org.deltaw.spi.InvalidSpecException;

/**
 * A pattern of paths, and the folder from which on it is one.
 *
 * @param entry as the user wrote it
 * @param prefix the part of the entry that is no pattern, with the separator at its end
 * @param folder which that part means
 * @param depth how many names a matching path has after it
 */
record FilePattern(String entry, String prefix, Path folder, PathMatcher matcher, int depth) {
    /** The setting in which users list files. */
    static final String KEY = "files";

    private static final String ANY_FOLDERS = "**";

    static boolean isPattern(String entry) {
        return entry.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    /**
     * Reads a pattern.
     *
     * @param directory where it starts if it is relative
     * @param example of a pattern
     */
    static FilePattern of(String entry, Path directory, String example) {
        String unified = entry.replace(File.separatorChar, '/');
        int cut = 0;
        int next = unified.indexOf('/');
        while (next >= 0 && isPlain(unified.substring(cut, next), directory.resolve(unified.substring(0, cut)))) {
            cut = next + 1;
            next = unified.indexOf('/', cut);
        }
        String pattern = unified.substring(cut);
        Path folder = directory.resolve(unified.substring(0, cut)).normalize();
        if (!Files.isDirectory(folder)) {
            throw refused(entry, "there is no directory " + folder + "; relative paths start from " + directory + ".");
        }
        int depth = pattern.contains(ANY_FOLDERS) ? Integer.MAX_VALUE : 1 + (int) pattern.chars().filter(c -> c == '/').count();
        return new FilePattern(entry, unified.substring(0, cut), folder, matcher(entry, pattern, example), depth);
    }

    /** Lets brackets in the name of a real folder mean themselves. */
    private static boolean isPlain(String name, Path parent) {
        return !isPattern(name) || (name.indexOf('*') < 0 && name.indexOf('?') < 0 && Files.isDirectory(parent.resolve(name)));
    }

    private static PathMatcher matcher(String entry, String pattern, String example) {
        try {
            // To Java ** between two separators is at least one folder, to people it may be none.
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern.replace(ANY_FOLDERS + "/", "{,**/}"));
        } catch (PatternSyntaxException e) {
            throw refused(entry, "'" + pattern + "' is no valid pattern (" + e.getDescription()
                    + "), expected one as in " + example + ".");
        }
    }

    /**
     * Finds the files that match.
     *
     * @return at least one: paths by what to show of them, sorted by path
     */
    SortedMap<String, Path> files() {
        SortedMap<String, Path> found = new TreeMap<>();
        try {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return isLitter(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    Path relative = folder.relativize(file);
                    if (attributes.isRegularFile() && !isLitter(file) && matcher.matches(relative)) {
                        found.put(prefix + relative.toString().replace(File.separatorChar, '/'), file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (file.equals(folder)) {
                        throw e;
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw refused(entry, "the directory " + folder + " cannot be listed; check its permissions.");
        }
        if (found.isEmpty()) {
            throw refused(entry, "no file in " + folder + " matches '" + entry.substring(prefix.length())
                    + "'; check pattern and directory.");
        }
        return found;
    }

    /** Makes the exception that says what is wrong with an entry of the list. */
    static InvalidSpecException refused(String entry, String why) {
        return new InvalidSpecException(KEY, entry + ": " + why);
    }

    /** Tells whether a Mac left it behind. */
    private static boolean isLitter(Path path) {
        Path name = path.getFileName();
        return name != null && (name.toString().startsWith("._") || name.toString().equals("__MACOSX"));
    }
}
