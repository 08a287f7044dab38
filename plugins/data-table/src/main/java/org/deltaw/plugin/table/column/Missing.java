package org.deltaw.plugin.table.column;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deltaw.formats.MissingText;

/** Which cells hold no value: empty ones, the words that programs write there, and what a user names. Immutable. */
public final class Missing {
    private final Set<String> own = new HashSet<>();

    /** @param own texts and numbers of a user; a number stands for itself however it is written */
    public Missing(List<String> own) {
        own.forEach(text -> this.own.add(Cells.canonical(text)));
    }

    /** Tells whether a text, without blanks around it, stands for a value that is missing. */
    boolean isMissing(String text) {
        return MissingText.isMissing(text) || (!own.isEmpty() && own.contains(Cells.canonical(text)));
    }

    /** Tells whether a number was named as one that stands for a missing value. */
    boolean isMissing(double number) {
        return !own.isEmpty() && own.contains(Cells.text(number));
    }
}
