package org.deltaw.study.report;

import org.deltaw.kernel.data.FoldSettings;

/** Says how data are divided into folds. */
public final class FoldWords {
    private FoldWords() {}

    /** Writes as in {@code 5 folds over recordings}. */
    public static String of(FoldSettings settings) {
        return Numbers.count(settings.folds(), "fold") + " over " + switch (settings.over()) {
            case RECORDINGS -> "recordings";
            case SESSIONS -> "sessions";
            case SUBJECTS -> "subjects";
            case TRIALS -> "blocks of trials";
        };
    }
}
