package org.deltaw.cli;

import org.deltaw.kernel.data.FoldSettings;
import org.deltaw.spi.InvalidSpecException;
import picocli.CommandLine.Option;

/** How a command divides data for cross-validation. */
public final class FoldOptions {
    @Option(names = "--folds", paramLabel = "K", defaultValue = "5",
            description = "Into how many parts the data are divided; each is held out once. Default: 5.")
    private int folds = 5;

    @Option(names = "--over", paramLabel = "WHAT", defaultValue = "recordings",
            description = "What is held out as a whole: recordings (with their repetitions), subjects, or trials (blocks of "
                    + "consecutive ones, of every recording). Default: recordings.")
    private String over = "recordings";

    /** Returns what was chosen. */
    FoldSettings settings() {
        FoldSettings.Over parts = switch (over) {
            case "recordings" -> FoldSettings.Over.RECORDINGS;
            case "subjects" -> FoldSettings.Over.SUBJECTS;
            case "trials" -> FoldSettings.Over.TRIALS;
            default -> throw new InvalidSpecException("'--over " + over + "' is not known; expected recordings, subjects or "
                    + "trials.");
        };
        return new FoldSettings(folds, parts);
    }
}
