package org.deltaw.spi;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which name a user meant, for messages of plugins. */
public final class Nearest {
    /** Names that differ in more than half of their letters are no misspellings of each other. */
    private static final double MOST = 0.5;

    private Nearest() {}

    /** Returns the candidate with the fewest letters to change, unless that is too many. */
    public static Optional<String> to(String name, Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .filter(best -> distance(name, best) <= MOST * Math.max(name.length(), best.length()));
    }

    /** The edit distance of Levenshtein (1966), without regard to case, one row at a time. */
    private static int distance(String name, String candidate) {
        String from = name.toLowerCase(Locale.ROOT);
        String to = candidate.toLowerCase(Locale.ROOT);
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
