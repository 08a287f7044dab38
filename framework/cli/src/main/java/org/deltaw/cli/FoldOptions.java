package org.deltaw.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deltaw.kernel.FoldSettings;
import org.deltaw.spi.InvalidSpecException;
import picocli.CommandLine.Option;

/** How a command divides data for cross-validation. */
final class FoldOptions {
    @Option(names = "--folds", paramLabel = "K", defaultValue = "5",
            description = "Into how many parts the data are divided; each is held out once. Default: 5.")
    private int folds = 5;

    @Option(names = "--over", paramLabel = "WHAT", defaultValue = "recordings",
            description = "What is held out as a whole: recordings (with their repetitions), subjects, or trials (blocks of "
                    + "consecutive ones, of every recording). Default: recordings.")
    private String over = "recordings";

    /** Returns what was chosen. */
    FoldSettings settings() {
        return settings(folds, over);
    }

    private static FoldSettings settings(int folds, String over) {
        FoldSettings.Over parts = switch (over) {
            case "recordings" -> FoldSettings.Over.RECORDINGS;
            case "subjects" -> FoldSettings.Over.SUBJECTS;
            case "trials" -> FoldSettings.Over.TRIALS;
            default -> throw new InvalidSpecException("'--over " + over + "' is not known; expected recordings, subjects or "
                    + "trials.");
        };
        return new FoldSettings(folds, parts);
    }

    /** Writes settings down. */
    static Map<String, Object> record(FoldSettings settings) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("folds", settings.folds());
        record.put("over", Words.of(settings.over()));
        return record;
    }

    /** Reads what was written down. */
    static FoldSettings recorded(JsonTree record) {
        return settings((int) record.number("folds").orElse(0), record.text("over"));
    }

    /** Says how data are divided, in words. */
    static String words(FoldSettings settings) {
        return Numbers.count(settings.folds(), "fold") + " over " + switch (settings.over()) {
            case RECORDINGS -> "recordings";
            case SUBJECTS -> "subjects";
            case TRIALS -> "blocks of trials";
        };
    }
}
