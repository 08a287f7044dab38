package org.deltaw.study.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.study.record.RunDirectory;
import org.deltaw.study.record.StudyRecord;

/** Several models of the same data beside each other: either fits or cross-validations. */
public sealed interface Comparison permits FitComparison, ValidationComparison {
    /**
     * Reads runs and compares the others with the first.
     *
     * @param folders directories of fits, or of cross-validations
     * @param extensions with which models are opened again, to see which lies within which
     * @throws InvalidSpecException if one is neither or has not ended, both kinds are among them, or data or folds differ
     */
    static Comparison of(List<Path> folders, ExtensionCatalog extensions) {
        List<Path> validations = folders.stream().filter(Comparison::isValidation).toList();
        if (validations.isEmpty()) {
            return FitComparison.of(folders.stream().map(ComparedRun::read).toList(), extensions);
        }
        if (validations.size() < folders.size()) {
            Path fit = folders.stream().filter(folder -> !validations.contains(folder)).findFirst().orElseThrow();
            RunDirectory.open(fit);
            throw new InvalidSpecException(validations.getFirst() + " holds a cross-validation and " + fit + " a fit, which cannot be "
                    + "compared; compare fits with fits, or validate all of them by 'deltaw validate'.");
        }
        return ValidationComparison.of(folders.stream().map(ComparedValidation::read).toList(), extensions);
    }

    private static boolean isValidation(Path folder) {
        return StudyRecord.find(folder).filter(study -> study.kind() == StudyRecord.Kind.VALIDATION).isPresent();
    }

    /** Returns what people read, in its order. */
    List<Section> sections();

    /** Says what is compared, and what is not comparable, a sentence or two each. */
    List<String> notes();

    /** Returns the text of each file, by its name. */
    Map<String, String> files();

    /** Writes all for programs. */
    Map<String, Object> json();
}
