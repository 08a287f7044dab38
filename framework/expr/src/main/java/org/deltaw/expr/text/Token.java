package org.deltaw.expr.text;

/**
 * A word of a text.
 *
 * @param kind what it is
 * @param text what it says: a name or a text without its quotes, else as it is written
 * @param span where it stands
 */
record Token(Kind kind, String text, Span span) {
    /** What a word is. */
    enum Kind {
        NUMBER,
        TEXT,
        NAME,
        /** A name in backquotes, which may be any. */
        QUOTED_NAME,
        SIGN,
        END
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    /** Says what it is, for messages. */
    String inWords() {
        String shown = TextException.shortened(text, 20);
        return switch (kind) {
            case NUMBER -> "the number " + shown;
            case TEXT -> "the text '" + shown + "'";
            case NAME, QUOTED_NAME -> "the name '" + shown + "'";
            case SIGN -> "'" + shown + "'";
            case END -> "the end";
        };
    }
}
