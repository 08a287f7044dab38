package org.deltaw.spec.text;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** How messages write names, numbers and lists, and other parts of sentences. Thread-safe. */
public final class Words {
    private static final int LONGEST_QUOTE = 60;

    private Words() {}

    /** Puts a text in quotes, on one line and not too long. */
    public static String quoted(String text) {
        return "'" + shortened(text) + "'";
    }

    /** Brings a text to one line that is not too long. */
    public static String shortened(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .limit(LONGEST_QUOTE + 1)
                .forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        int end = line.offsetByCodePoints(0, Math.min(LONGEST_QUOTE, line.codePointCount(0, line.length())));
        return end == line.length() ? line.toString() : line.substring(0, end) + "…";
    }

    /** Lists all of them: {@code a, b and c}. */
    public static String and(List<String> words) {
        return joined(words, " and ");
    }

    /** Lists what may be chosen: {@code a, b or c}. */
    public static String or(List<String> words) {
        return joined(words, " or ");
    }

    /** Lists names without saying how they belong together. */
    public static String list(Collection<String> words) {
        return words.isEmpty() ? "none" : String.join(", ", words);
    }

    private static String joined(List<String> words, String last) {
        if (words.size() < 2) {
            return list(words);
        }
        return String.join(", ", words.subList(0, words.size() - 1)) + last + words.getLast();
    }

    /** Writes a number as a person would: {@code 5}, {@code 0.001}, {@code 1e-08}. */
    public static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return BigDecimal.valueOf(value).toBigInteger().toString();
        }
        return Double.toString(value).replace(".0E", "E").replace('E', 'e');
    }

    /** Says within which limits a number must be, with a space in front; empty if there are none. */
    public static String limits(double min, double max) {
        if (min != Double.NEGATIVE_INFINITY && max != Double.POSITIVE_INFINITY) {
            return " from " + number(min) + " to " + number(max);
        }
        if (min != Double.NEGATIVE_INFINITY) {
            return " of at least " + number(min);
        }
        return max == Double.POSITIVE_INFINITY ? "" : " of at most " + number(max);
    }

    /** Turns a Java name into the key of a spec file: {@code learningRate} is {@code learning-rate}. */
    public static String key(String javaName) {
        return javaName.replace('_', '-')
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    }

    /** Writes an argument so that a shell reads it as one. */
    public static String shell(String argument) {
        return argument.matches("[\\p{Alnum}_./:@%+,=\\\\-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }

    /** Begins with a capital letter. */
    public static String capital(String sentence) {
        return sentence.isEmpty() ? sentence : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    /** Turns a constant into words: {@code PER_BATCH} is {@code per batch}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
