package org.deltaw.expr.text;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Divides a text into its words. */
final class Lexer {
    /** Possessive, so that matching a long text neither recurses nor looks back. */
    private static final Pattern NUMBER = Pattern.compile("(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)(?:[eE][+-]?+[0-9]++)?+");
    private static final List<String> SIGNS =
            List.of("==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "^", "|", "&", "!", "(", ")", ",");

    /** What people write who know another language, or copy from print, and how it is written here; longer ones first. */
    private static final Map<String, String> FOREIGN = Map.ofEntries(
            Map.entry("**", "^"), Map.entry("&&", "&"), Map.entry("||", "|"), Map.entry("=", "=="), Map.entry("<>", "!="),
            Map.entry("~", "!"), Map.entry("¬", "!"), Map.entry("−", "-"), Map.entry("–", "-"),
            Map.entry("×", "*"), Map.entry("·", "*"),
            Map.entry("⋅", "*"), Map.entry("÷", "/"), Map.entry("≤", "<="), Map.entry("≥", ">="), Map.entry("≠", "!="),
            Map.entry("²", "^2"), Map.entry("³", "^3"), Map.entry("[", "("), Map.entry("]", ")"),
            Map.entry("{", "("), Map.entry("}", ")"),
            Map.entry("‘", "'"), Map.entry("’", "'"), Map.entry("“", "\""), Map.entry("”", "\""));
    private static final int LONGEST_FOREIGN = 2;

    private final String text;
    private int position;

    Lexer(String text) {
        this.text = text;
    }

    /** Reads the next word; the end again and again once all are read. */
    Token next() {
        while (position < text.length() && isBlank(text.codePointAt(position))) {
            position++;
        }
        if (position == text.length()) {
            return new Token(Token.Kind.END, "", new Span(position, position));
        }
        int first = text.codePointAt(position);
        if (isDigit(first) || first == '.') {
            return number();
        } else if (first == '_' || Character.isLetter(first)) {
            return name();
        } else if (first == '\'' || first == '"') {
            return quoted(Token.Kind.TEXT, first);
        } else if (first == '`') {
            return quoted(Token.Kind.QUOTED_NAME, first);
        }
        return sign();
    }

    private Token number() {
        Matcher matcher = NUMBER.matcher(text).region(position, text.length());
        int end = matcher.lookingAt() ? matcher.end() : position + 1;
        int stop = endOfName(end);
        if (end == position + 1 && text.charAt(position) == '.') {
            throw fault(new Span(position, stop), "a decimal number such as 0.5, or a name");
        }
        if (stop > end) {
            throw fault(new Span(position, stop),
                    "a decimal number such as 2, 0.5 or 1e-3, or a sign between a number and a name, as in 2*x");
        }
        if (Double.isInfinite(Double.parseDouble(text.substring(position, end)))) {
            throw fault(new Span(position, end), "a number below 1.8e308");
        }
        return take(Token.Kind.NUMBER, end);
    }

    private Token name() {
        return take(Token.Kind.NAME, endOfName(position));
    }

    /** Returns where the letters, digits, underscores and dots from a place on end. */
    private int endOfName(int from) {
        int end = from;
        while (end < text.length() && isNamePart(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private Token quoted(Token.Kind kind, int quote) {
        int end = text.indexOf(quote, position + 1);
        String what = kind == Token.Kind.TEXT ? "text" : "name";
        if (end < 0) {
            throw TextException.of(text, new Span(position, position + 1), "the beginning of a " + what,
                    "a second " + Character.toString(quote) + " at its end");
        }
        String inner = text.substring(position + 1, end);
        if (kind == Token.Kind.QUOTED_NAME && inner.isBlank()) {
            throw TextException.of(text, new Span(position, end + 1), "an empty name", "a name between the backquotes");
        }
        Span span = new Span(position, end + 1);
        position = end + 1;
        return new Token(kind, inner, span);
    }

    private Token sign() {
        for (int length = LONGEST_FOREIGN; length > 0; length--) {
            String found = text.substring(position, Math.min(position + length, text.length()));
            String here = FOREIGN.get(found);
            if (here != null) {
                throw fault(new Span(position, position + found.length()), "what is written " + here + " here");
            } else if (SIGNS.contains(found)) {
                return take(Token.Kind.SIGN, position + found.length());
            }
        }
        int end = position + Character.charCount(text.codePointAt(position));
        throw fault(new Span(position, end), "a number, a name, or one of the signs " + String.join(" ", SIGNS));
    }

    private Token take(Token.Kind kind, int end) {
        Span span = new Span(position, end);
        position = end;
        return new Token(kind, span.of(text), span);
    }

    private TextException fault(Span span, String expected) {
        return TextException.of(text, span, "'" + TextException.shortened(span.of(text), 20) + "'", expected);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isNamePart(int c) {
        int type = Character.getType(c);
        return c == '_' || c == '.' || Character.isLetterOrDigit(c) || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }
}
