package org.deltaw.study.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.deltaw.spec.SpecFile;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.study.record.DataRecord;
import org.deltaw.study.record.JsonTree;
import org.deltaw.study.record.RunDirectory;
import org.deltaw.study.record.StudyRecord;
import org.deltaw.study.validate.SubjectsJson;
import org.deltaw.study.validate.ValidationDesign;
import org.deltaw.study.validate.ValidationStudy;

/**
 * A cross-validation that is compared with others.
 *
 * @param figures {@code validation.json}
 * @param logLikelihoods of what was held out, in nats, by subject; empty where training diverged
 */
record ComparedValidation(StudyRecord study, DataRecord data, ValidationDesign design, JsonTree figures,
        Map<String, OptionalDouble> logLikelihoods) implements ComparedModel {
    /**
     * Reads a cross-validation.
     *
     * @throws InvalidSpecException if it has not ended, or an earlier DeltaW made it
     */
    static ComparedValidation read(Path folder) {
        StudyRecord study = StudyRecord.find(folder).orElseThrow();
        if (!ValidationStudy.isFinished(folder)) {
            throw new InvalidSpecException("The cross-validation in " + folder + " has not ended, so it has no figures; go on with it by: "
                    + RunDirectory.resumeCommand(folder));
        }
        JsonTree figures = JsonTree.read(folder.resolve(ValidationStudy.TABLE));
        ValidationDesign design = ValidationDesign.read(figures);
        if (design.division().isEmpty()) {
            throw new InvalidSpecException("The cross-validation in " + folder + " was made by an earlier DeltaW, which did not write down "
                    + "figures of each subject; validate again with this one.");
        }
        return new ComparedValidation(study, DataRecord.read(study.directory().path()), design, figures,
                SubjectsJson.read(figures.list("subjects")));
    }

    @Override
    public String name() {
        return study.results().toString();
    }

    @Override
    public SpecFile spec(String... overrides) {
        return study.directory().spec(List.of(overrides));
    }

    @Override
    public boolean isSeparate() {
        return data.separate();
    }

    /** Counts the folds whose training diverged. */
    long diverged() {
        return figures.list("results").stream().filter(fold -> fold.flag("diverged")).count();
    }

    /** Counts the folds whose training did not come to an end. */
    long notConverged() {
        return figures.list("results").stream().filter(fold -> !fold.flag("converged")).count();
    }

    /** Adds up the log-likelihoods of all subjects; empty if one has none. */
    OptionalDouble total() {
        return logLikelihoods.values().stream().allMatch(OptionalDouble::isPresent)
                ? OptionalDouble.of(logLikelihoods.values().stream().mapToDouble(OptionalDouble::getAsDouble).sum())
                : OptionalDouble.empty();
    }

    /** Finds the mean over folds, or over subjects, of a figure of {@code validation.json}. */
    OptionalDouble mean(String key) {
        return figures.in("heldOut").in(key).number("mean");
    }
}
