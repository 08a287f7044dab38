package org.deltaw.study.recover;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.deltaw.spec.SpecFile;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.study.record.RunDirectory;
import org.deltaw.study.record.StudyRecord;

/**
 * What is to be recovered: the rule of a spec, or what a finished run has fitted.
 *
 * @param run whose fit is simulated; without it the rule by which the spec simulates its data, or, if they were recorded, what is first
 *     fitted to them
 */
public record RecoveryOrigin(SpecFile spec, Optional<Path> run) {
    /** Begins with a spec. */
    public static RecoveryOrigin of(SpecFile spec) {
        return new RecoveryOrigin(spec, Optional.empty());
    }

    /**
     * Begins with a run.
     *
     * @throws InvalidSpecException if the directory holds none
     */
    public static RecoveryOrigin of(Path run) {
        if (Files.exists(run.resolve("study.json")) || StudyRecord.find(run).filter(found ->
                found.kind() == StudyRecord.Kind.VALIDATION).isPresent()) {
            throw new InvalidSpecException(run + " holds no fit but another study; expected a directory that 'deltaw fit' has made.");
        }
        return new RecoveryOrigin(RunDirectory.open(run).spec(List.of()), Optional.of(run));
    }
}
