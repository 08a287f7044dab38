package org.deltaw.expr.text;

import java.io.Serial;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A text does not say anything, or something that makes no sense. The message is one sentence with the place marked; whoever knows
 * which name was probably meant has {@link #sentence} say it, too.
 */
public final class TextException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1;

    /** How much of a long text is shown on either side of the place. */
    private static final int AROUND = 40;
    /** How much of a long stretch is shown at either of its ends. */
    private static final int WITHIN = 30;
    /** How many of the names that would have meant something are listed. */
    private static final int MOST_NAMES = 30;

    private final String text;
    private final Span span;
    private final String found;
    private final String expected;
    private final String unknown;
    private final String[] known;

    private TextException(String text, Span span, String found, String expected, String unknown, Collection<String> known) {
        super(sentence(text, span, found, expected, Optional.empty()));
        this.text = text;
        this.span = span;
        this.found = found;
        this.expected = expected;
        this.unknown = unknown;
        this.known = known.toArray(String[]::new);
    }

    /**
     * Reports what is wrong in a text.
     *
     * @param found a phrase, as in {@code the sign '#'}
     * @param expected a phrase, as in {@code a value}
     */
    public static TextException of(String text, Span span, String found, String expected) {
        return new TextException(text, span, found, expected, "", List.of());
    }

    /**
     * Reports a name that means nothing.
     *
     * @param what the name should be of, as in {@code a function}
     * @param known names, in the order in which people would look for them
     */
    public static TextException unknown(String text, Span span, String name, String what, Collection<String> known) {
        String expected = known.isEmpty() ? "no name, since there is none of " + what
                : what + (known.size() == 1 ? ": " : ", one of ") + known.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                + (known.size() > MOST_NAMES ? ", …" : "");
        return new TextException(text, span, "the unknown name '" + shortened(name, WITHIN) + "'", expected, name, known);
    }

    /** Returns the whole text. */
    public String text() {
        return text;
    }

    /** Returns the place in the text. */
    public Span span() {
        return span;
    }

    /** Returns what was found, as a phrase. */
    public String found() {
        return found;
    }

    /** Returns what was expected, as a phrase. */
    public String expected() {
        return expected;
    }

    /** Returns the name that means nothing; empty if something else is wrong. */
    public String unknown() {
        return unknown;
    }

    /** Returns the names that would have meant something; none if something else is wrong. */
    public List<String> known() {
        return List.of(known);
    }

    /**
     * Says what is wrong, as in {@code Found the unknown name 'aa' at character 4 of x*(»aa«*r - w); did you mean 'a'? Expected a
     * parameter or a variable, one of a, x, w.}
     *
     * @param nearest the name that was probably meant, if one is like it
     */
    public String sentence(Optional<String> nearest) {
        return sentence(text, span, found, expected, nearest);
    }

    private static String sentence(String text, Span span, String found, String expected, Optional<String> nearest) {
        int character = text.codePointCount(0, span.start()) + 1;
        return "Found " + found + " at character " + character + " of " + marked(text, span)
                + nearest.map(name -> "; did you mean '" + name + "'? Expected ").orElse("; expected ") + expected + ".";
    }

    private static String marked(String text, Span span) {
        int from = span.start() > AROUND ? boundary(text, span.start() - AROUND) : 0;
        int to = span.end() + AROUND < text.length() ? boundary(text, span.end() + AROUND) : text.length();
        return (from > 0 ? "…" : "") + printable(text.substring(from, span.start())).stripLeading()
                + "»" + shortened(span.of(text), WITHIN) + "«"
                + printable(text.substring(span.end(), to)).stripTrailing() + (to < text.length() ? "…" : "");
    }

    /** Returns a stretch of text in one line, without its middle if it is long. */
    static String shortened(String text, int end) {
        if (text.length() <= 2 * end) {
            return printable(text);
        }
        return printable(text.substring(0, boundary(text, end))) + "…" + printable(text.substring(boundary(text, text.length() - end)));
    }

    /** Moves a place that is within a character to its beginning. */
    private static int boundary(String text, int place) {
        return Character.isLowSurrogate(text.charAt(place)) ? place - 1 : place;
    }

    private static String printable(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(c -> line.appendCodePoint(switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
            case Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> '?';
            default -> c;
        }));
        return line.toString();
    }
}
