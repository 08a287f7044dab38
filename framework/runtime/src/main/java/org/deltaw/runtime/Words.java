package org.deltaw.runtime;

import java.util.List;

/** Lists names in a sentence. */
final class Words {
    private Words() {}

    /** Joins as in {@code a, b and c}. */
    static String and(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }
}
