package org.deltaw.runtime;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Lists names in a sentence, and finds the one that was meant. */
final class Words {
    private Words() {}

    /** Joins as in {@code a, b and c}. */
    static String and(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    /** Returns the name that a user may have meant, if one is so close that it is worth asking. */
    static Optional<String> nearest(String typed, Collection<String> names) {
        return names.stream()
                .filter(name -> name.startsWith(typed) || typed.startsWith(name)
                        || distance(typed, name) <= Math.max(2, typed.length() / 3))
                .min(Comparator.comparingInt(name -> distance(typed, name)));
    }

    /** The Levenshtein distance: how many letters must be added, removed or replaced. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
