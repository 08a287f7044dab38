package org.deltaw.formats;

import java.util.Locale;
import java.util.Set;

/** Which texts stand for a value that is missing. */
public final class MissingText {
    /** What R, Python, spreadsheets and databases write. */
    private static final Set<String> WORDS = Set.of("", "na", "nan", "null", "none", "n/a", "#n/a", "<na>");

    private MissingText() {}

    /** Tells whether a text, without blanks around it, is empty or one of {@code NA, NaN, NULL, None, N/A}, in letters of any size. */
    public static boolean isMissing(String text) {
        return text.length() <= 4 && WORDS.contains(text.toLowerCase(Locale.ROOT));
    }
}
