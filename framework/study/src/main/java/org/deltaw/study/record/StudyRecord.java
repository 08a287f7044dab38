package org.deltaw.study.record;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.spec.json.JsonText;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Dataset;
import org.deltaw.storage.AtomicFile;

/**
 * What a command that makes many fits of one spec needs to be gone on with. It lies in a folder of its own within that of
 * the results.
 *
 * @param kind which command it is
 * @param results the folder that a user knows
 * @param directory with the spec, and what was running
 * @param settings of the command
 */
public record StudyRecord(Kind kind, Path results, RunDirectory directory, JsonTree settings) {
    private static final String SETTINGS = "command.json";

    /** A command, by the folder in which it keeps what it needs. */
    public enum Kind {
        /** {@code deltaw select}. */
        SELECTION,
        /** {@code deltaw validate}. */
        VALIDATION;

        private Path in(Path results) {
            return results.resolve(name().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * What computes a study.
     *
     * @param vectorWidth how many numbers the backend adds up side by side
     */
    public record Running(List<BundleInfo> bundles, int vectorWidth) {
        public Running {
            bundles = List.copyOf(bundles);
        }
    }

    /** Begins one. */
    public static StudyRecord begin(
            Kind kind, Path results, Fit fit, Dataset dataset, Running running, Map<String, Object> settings) {
        RunDirectory directory = RunDirectory.create(kind.in(results), fit, running.bundles(),
                DataRecord.of(dataset, isSeparate(fit)), identity(fit, dataset, running));
        AtomicFile.write(directory.path().resolve(SETTINGS), JsonText.write(settings));
        return new StudyRecord(kind, results, directory, JsonTree.read(directory.path().resolve(SETTINGS)));
    }

    /** Finds the one in a folder of results. */
    public static Optional<StudyRecord> find(Path results) {
        return Arrays.stream(Kind.values()).filter(kind -> isAt(kind.in(results))).findFirst().map(kind ->
                new StudyRecord(kind, results, RunDirectory.open(kind.in(results)),
                        JsonTree.read(kind.in(results).resolve(SETTINGS))));
    }

    /** Tells whether a folder of results is of a selection, so that the terms of the rule in it were selected by its data. */
    public static boolean isSelection(Path results) {
        return isAt(Kind.SELECTION.in(results));
    }

    /** Lists the folders that are unfinished beginnings of a study, and hold nothing else. */
    static List<Path> beginnings(Path results) {
        return Arrays.stream(Kind.values()).map(kind -> kind.in(results))
                .filter(inner -> Files.isDirectory(inner) && !isAt(inner)).toList();
    }

    /** Tells whether a folder is the inner one, which no user need know. */
    public static boolean isAt(Path folder) {
        return Files.exists(folder.resolve(SETTINGS));
    }

    /**
     * Makes sure that spec and data are those with which it began, so that what is done fits what is to come.
     *
     * @throws InvalidSpecException that says what differs
     */
    public void requireSame(Fit fit, Dataset dataset, Running running) {
        directory.requireSame(identity(fit, dataset, running), results);
    }

    private static Identity identity(Fit fit, Dataset dataset, Running running) {
        return Identity.of(fit, DataRecord.of(dataset, isSeparate(fit)), List.of(),
                Platform.of(fit, running.bundles(), running.vectorWidth()));
    }

    private static boolean isSeparate(Fit fit) {
        return fit.training().subjects() == TrainingSettings.Subjects.SEPARATE;
    }
}
