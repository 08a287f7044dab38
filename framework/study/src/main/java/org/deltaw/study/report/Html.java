package org.deltaw.study.report;

import java.util.List;

/** Writes HTML and SVG; every text is escaped. */
final class Html {
    private final StringBuilder out = new StringBuilder();

    /** Replaces what has a meaning in HTML, and leaves out characters that no document may hold. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\n', '\t' -> escaped.appendCodePoint(c);
                default -> escaped.appendCodePoint(Character.isISOControl(c) || !Character.isDefined(c) ? '\uFFFD' : c);
            }
        });
        return escaped.toString();
    }

    /** Opens an element; values of attributes follow their names. */
    Html open(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"").append(escaped(attributes[i + 1])).append('"');
        }
        out.append('>');
        return this;
    }

    /** Closes an element. */
    Html close(String tag) {
        out.append("</").append(tag).append(">\n");
        return this;
    }

    /** Writes an element that holds a text alone. */
    Html element(String tag, String text, String... attributes) {
        open(tag, attributes);
        out.append(escaped(text));
        return close(tag);
    }

    /** Writes a row of cells. */
    Html row(String cell, List<String> texts) {
        open("tr");
        texts.forEach(text -> element(cell, text));
        return close("tr");
    }

    /** Writes what is HTML already. */
    Html raw(String html) {
        out.append(html);
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
