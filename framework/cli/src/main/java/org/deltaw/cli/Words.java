package org.deltaw.cli;

import java.util.List;

/** Parts of sentences. */
final class Words {
    private Words() {}

    /** Joins as in {@code a, b and c}. */
    static String and(List<String> words) {
        int last = words.size() - 1;
        return last < 1 ? String.join("", words) : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    /** Writes an argument so that a shell reads it as one. */
    static String shell(String argument) {
        return argument.matches("[\\p{Alnum}_./:@%+,=\\\\-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }

    /** Begins with a capital letter. */
    static String capital(String sentence) {
        return sentence.isEmpty() ? sentence : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    /** Turns a constant into words: {@code PER_BATCH} is {@code per batch}. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
