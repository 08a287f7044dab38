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
        SELECTION("choice of terms"),
        /** {@code deltaw validate}. */
        VALIDATION("cross-validation");

        private final String noun;

        Kind(String noun) {
            this.noun = noun;
        }

        private Path in(Path results) {
            return results.resolve(name().toLowerCase(Locale.ROOT));
        }
    }

    /** Begins one. */
    public static StudyRecord begin(
            Kind kind, Path results, Fit fit, Dataset dataset, List<BundleInfo> bundles, Map<String, Object> settings) {
        RunDirectory directory = RunDirectory.create(kind.in(results), fit, bundles);
        AtomicFile.write(directory.path().resolve(DataRecord.FILE), DataRecord.of(dataset, isSeparate(fit)).json());
        AtomicFile.write(directory.path().resolve(SETTINGS), JsonText.write(settings));
        return new StudyRecord(kind, results, directory, JsonTree.read(directory.path().resolve(SETTINGS)));
    }

    /** Finds the one in a folder of results. */
    public static Optional<StudyRecord> find(Path results) {
        return Arrays.stream(Kind.values()).filter(kind -> isAt(kind.in(results))).findFirst().map(kind ->
                new StudyRecord(kind, results, RunDirectory.open(kind.in(results)),
                        JsonTree.read(kind.in(results).resolve(SETTINGS))));
    }

    /** Tells whether a folder is the inner one, which no user need know. */
    public static boolean isAt(Path folder) {
        return Files.exists(folder.resolve(SETTINGS));
    }

    /**
     * Makes sure that the data are those with which it began, so that what is done fits what is to come.
     *
     * @throws InvalidSpecException if they are not
     */
    public void requireSame(Fit fit, Dataset dataset) {
        if (!DataRecord.read(directory.path()).equals(DataRecord.of(dataset, isSeparate(fit)))) {
            throw new InvalidSpecException("The data are no longer those with which the " + kind.noun + " in " + results
                    + " began. Bring back those, or start anew in another directory.");
        }
    }

    private static boolean isSeparate(Fit fit) {
        return fit.training().subjects() == TrainingSettings.Subjects.SEPARATE;
    }

    /** Returns a file that holds how far it has come. */
    public Path file(String name) {
        return directory.path().resolve(name);
    }

    /** Writes the command that goes on. */
    public String resume() {
        return RunDirectory.resumeCommand(results);
    }
}
