package org.deltaw.formats.numpy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what stands in the header of a NumPy array, a literal of Python: a dict of texts, whole numbers, {@code True} and
 * {@code False}, tuples and lists. For one thread.
 */
final class PythonLiteral {
    private static final int DEEPEST = 16;

    private final String text;
    private int at;

    private PythonLiteral(String text) {
        this.text = text;
    }

    /** A text that is no literal, or one of another kind. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    /**
     * Reads a literal.
     *
     * @return a String, Long, Boolean, List for a tuple or list, or Map
     */
    static Object parse(String text) throws Malformed {
        PythonLiteral literal = new PythonLiteral(text);
        Object value = literal.value(0);
        if (literal.peek() != 0) {
            throw literal.malformed();
        }
        return value;
    }

    /** Looks at the next sign that is no blank; 0 at the end. */
    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean take(char wanted) {
        if (peek() == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void require(char wanted) throws Malformed {
        if (!take(wanted)) {
            throw malformed();
        }
    }

    private Malformed malformed() {
        return new Malformed("has a header that cannot be understood at its letter " + at);
    }

    private Object value(int depth) throws Malformed {
        char first = peek();
        if (depth > DEEPEST) {
            throw malformed();
        }
        return switch (first) {
            case '{' -> dict(depth);
            case '[' -> list('[', ']', depth);
            case '(' -> list('(', ')', depth);
            case '\'', '"' -> string(first);
            default -> first >= '0' && first <= '9' ? number() : word();
        };
    }

    private Map<Object, Object> dict(int depth) throws Malformed {
        Map<Object, Object> entries = new LinkedHashMap<>();
        require('{');
        while (!take('}')) {
            Object key = value(depth + 1);
            require(':');
            entries.put(key, value(depth + 1));
            if (!take(',') && peek() != '}') {
                throw malformed();
            }
        }
        return entries;
    }

    private List<Object> list(char opening, char closing, int depth) throws Malformed {
        List<Object> entries = new ArrayList<>();
        require(opening);
        while (!take(closing)) {
            entries.add(value(depth + 1));
            if (!take(',') && peek() != closing) {
                throw malformed();
            }
        }
        return entries;
    }

    private String string(char quote) throws Malformed {
        StringBuilder read = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != quote; at++) {
            if (text.charAt(at) == '\\') {
                at++;
            }
            if (at < text.length()) {
                read.append(text.charAt(at));
            }
        }
        require(quote);
        return read.toString();
    }

    private Long number() throws Malformed {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at - from > 18) {
            throw new Malformed("declares " + text.substring(from, at) + " entries, which is too many");
        }
        long value = Long.parseLong(text, from, at, 10);
        // Python 2 wrote 10L.
        take('L');
        return value;
    }

    private Boolean word() throws Malformed {
        for (String word : List.of("True", "False")) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return word.equals("True");
            }
        }
        throw malformed();
    }
}
