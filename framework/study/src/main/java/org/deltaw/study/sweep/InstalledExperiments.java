package org.deltaw.study.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.deltaw.spec.settings.RecordBinder;
import org.deltaw.spi.InvalidSpecException;

/**
 * The experiments that come with an installation, and files of a user's own.
 *
 * @param folder of the former; need not exist
 */
public record InstalledExperiments(Path folder) {
    private static final String SUFFIX = ".yaml";

    /** Finds those beside the running program; none if it does not run from an installation. */
    public static InstalledExperiments ofProcess() {
        return new InstalledExperiments(Path.of(System.getProperty("deltaw.home", "")).resolve("experiments"));
    }

    /** Lists them by name. */
    public SequencedMap<String, Path> all() {
        SequencedMap<String, Path> all = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(SUFFIX)).forEach(file -> all.put(name(file), file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    /**
     * Finds the file of an experiment.
     *
     * @param wanted a name, or a file: what has a suffix or names a folder
     * @throws InvalidSpecException if there is no experiment of that name
     */
    public Path find(String wanted) {
        if (wanted.matches("(?i).*\\.(ya?ml|json)|.*[/\\\\].*")) {
            return Path.of(wanted);
        }
        Path installed = all().get(wanted);
        if (installed == null) {
            throw new InvalidSpecException("There is no experiment '" + wanted + "'; "
                    + Names.suggestion(wanted, List.copyOf(all().keySet()))
                    + " A file of your own is named with its suffix, as in my-experiment.yaml.");
        }
        return installed;
    }

    /** Reads an experiment. */
    public static Experiment read(Path file) {
        return RecordBinder.bind(Experiment.class, file);
    }

    /** Returns the name of an experiment. */
    public static String name(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    }
}
