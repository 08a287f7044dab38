package org.deltaw.study.page;

import java.util.List;

/** Writes HTML and SVG; every text is escaped. */
public final class Html {
    /** How pages look. */
    public static final String STYLE = """
            body { font: 15px/1.5 sans-serif; max-width: 960px; margin: 2em auto; padding: 0 1em; color: #222 }
            h1 { font-size: 1.6em } h2 { font-size: 1.2em; margin-top: 2em }
            table { border-collapse: collapse } th, td { text-align: left; padding: 2px 18px 2px 0; vertical-align: top }
            th { border-bottom: 1px solid #888 } td { border-bottom: 1px solid #eee; font-variant-numeric: tabular-nums }
            pre { background: #f6f6f6; padding: 1em; overflow-x: auto; white-space: pre-wrap }
            svg { max-width: 100%; height: auto } .formula { font-size: 1.15em }
            """;

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
    public Html open(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"").append(escaped(attributes[i + 1])).append('"');
        }
        out.append('>');
        return this;
    }

    /** Closes an element. */
    public Html close(String tag) {
        out.append("</").append(tag).append(">\n");
        return this;
    }

    /** Writes an element that holds a text alone. */
    public Html element(String tag, String text, String... attributes) {
        open(tag, attributes);
        out.append(escaped(text));
        return close(tag);
    }

    /** Writes a row of cells. */
    public Html row(String cell, List<String> texts) {
        open("tr");
        texts.forEach(text -> element(cell, text));
        return close("tr");
    }

    /** Writes what is HTML already. */
    public Html raw(String html) {
        out.append(html);
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
