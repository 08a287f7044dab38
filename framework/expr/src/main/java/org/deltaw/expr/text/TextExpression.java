package org.deltaw.expr.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What a text of the expression language says: a rule in a spec file, or how a column of a table is computed from others.
 *
 * <p>From the weakest to the strongest: {@code |}; {@code &}; one of {@code == != < <= > >=}; {@code +} and {@code -}; {@code *} and
 * {@code /}; {@code -} and {@code !} before a value; {@code ^}. Equals are applied from left to right. What people read differently needs
 * brackets: a power of a power, {@code a < b < c}, {@code !a == b}. Numbers are decimal ({@code 2}, {@code 0.5}, {@code 1e-3}); names
 * are letters of any script, digits, {@code _} and {@code .}, and do not begin with a digit or a dot; any other name stands in
 * backquotes, a text in single or double quotes. {@code true} and {@code false} are constants. Functions are those of {@link Operation};
 * a name is a function only before a bracket.
 *
 * <p>Its meaning is up to who evaluates it, {@link #fold from the values up}: {@link Translator} makes an {@code Expr} of it. Nothing
 * here recurses over the depth of a text. Immutable and thread-safe; two of the same text are equal.
 */
public final class TextExpression {
    private final String text;
    private final List<Part> parts;

    private TextExpression(String text, List<Part> parts) {
        this.text = text;
        this.parts = parts;
    }

    /**
     * Reads a text.
     *
     * @throws TextException if it is not as above
     */
    public static TextExpression parse(String text) {
        return new TextExpression(text, Parser.parse(text));
    }

    /**
     * Returns the parts, operands before what is applied to them, in the order of the text: {@code a - b*2} is {@code a}, {@code b},
     * {@code 2}, {@code *}, {@code -}. The last is the whole.
     */
    public List<Part> parts() {
        return parts;
    }

    /**
     * Computes something of the whole from its parts.
     *
     * @param combine gives the result of a part from those of its operands, in their order
     */
    public <T> T fold(BiFunction<Part, List<T>, T> combine) {
        Deque<T> results = new ArrayDeque<>();
        for (Part part : parts) {
            List<T> operands = new ArrayList<>();
            for (int i = 0; i < part.operands(); i++) {
                operands.addFirst(results.pop());
            }
            results.push(combine.apply(part, operands));
        }
        return results.pop();
    }

    /** Lists the names of values, each once, in the order of their first use; those of axes are none. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (Part part : parts) {
            if (part instanceof Part.Name(String name, Span _)) {
                names.add(name);
            }
        }
        return names;
    }

    /**
     * Writes numbers in place of names, and all else as it was written, in one line.
     *
     * @param numbers as they are to be shown; other names stay
     */
    public String withNumbers(Map<String, String> numbers) {
        StringBuilder line = new StringBuilder();
        int written = 0;
        for (Part part : parts) {
            if (part instanceof Part.Name(String name, Span span) && numbers.containsKey(name)) {
                line.append(text, written, span.start());
                String number = String.valueOf(numbers.get(name));
                line.append(number.startsWith("-") && !isAlone(span) ? "(" + number + ")" : number);
                written = span.end();
            }
        }
        return line.append(text, written, text.length()).toString().strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** Tells whether a minus in front of what stands there would be the sign of that alone. */
    private boolean isAlone(Span span) {
        int before = span.start() - 1;
        while (before >= 0 && Character.isWhitespace(text.charAt(before))) {
            before--;
        }
        int after = span.end();
        while (after < text.length() && Character.isWhitespace(text.charAt(after))) {
            after++;
        }
        return (before < 0 || text.charAt(before) == '(' || text.charAt(before) == ',')
                && (after == text.length() || text.charAt(after) != '^');
    }

    /** Says that something about a stretch of the text is wrong, in phrases as in {@link TextException#of}. */
    public TextException fault(Span span, String found, String expected) {
        return TextException.of(text, span, found, expected);
    }

    /** Says that a name means nothing, as in {@link TextException#unknown}. */
    public TextException unknown(Part.Name name, String what, Collection<String> known) {
        return TextException.unknown(text, name.span(), name.name(), what, known);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextExpression same && text.equals(same.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Returns the text as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
