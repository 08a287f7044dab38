package org.deltaw.cli;

import org.deltaw.kernel.data.FoldSettings;
import org.deltaw.spi.InvalidSpecException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command divides data for cross-validation. */
public final class FoldOptions {
    static final int USUAL = 5;

    @Option(names = "--folds", paramLabel = "K",
            description = "Into how many parts the data are divided; each is held out once. Default: 5.")
    private @Nullable Integer folds;

    @Option(names = "--over", paramLabel = "WHAT",
            description = "What is held out as a whole: recordings (with their repetitions), sessions, subjects, or trials (blocks "
                    + "of consecutive ones, of every recording; the history runs through them). Default: recordings.")
    private @Nullable String over;

    /** Tells whether anything was said of it. */
    boolean areGiven() {
        return folds != null || over != null;
    }

    /** Returns what was chosen. */
    FoldSettings settings() {
        return new FoldSettings(folds == null ? USUAL : folds, over == null ? FoldSettings.Over.RECORDINGS : over("--over", over));
    }

    /** Reads what is held out as a whole. */
    static FoldSettings.Over over(String option, String text) {
        return switch (text) {
            case "recordings" -> FoldSettings.Over.RECORDINGS;
            case "sessions" -> FoldSettings.Over.SESSIONS;
            case "subjects" -> FoldSettings.Over.SUBJECTS;
            case "trials" -> FoldSettings.Over.TRIALS;
            default -> throw new InvalidSpecException("'" + option + " " + text + "' is not known; expected recordings, sessions, "
                    + "subjects or trials.");
        };
    }
}
