package org.deltaw.study.inspect;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The words of which the name of a column is made, in small letters: {@code animal_response}, {@code animalResponse} and {@code Animal
 * response} have the same.
 */
record ColumnName(List<String> words) {
    static ColumnName of(String name) {
        String apart = name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return new ColumnName(Arrays.stream(apart.split("[^\\p{L}\\p{N}]+")).filter(word -> !word.isEmpty()).toList());
    }

    /** Returns the place in a list of the first that is this name, as words joined by blanks; a large number if none is. */
    int rank(List<String> wanted) {
        int place = wanted.indexOf(String.join(" ", words));
        return place < 0 ? Integer.MAX_VALUE : place;
    }

    boolean hasAny(List<String> wanted) {
        return words.stream().anyMatch(wanted::contains);
    }
}
