package org.deltaw.expr.text;

import java.io.Serializable;

/**
 * A stretch of a text.
 *
 * @param start where its first character stands, counted from 0
 * @param end where the character after its last one stands; equal to the start where something is missing
 */
public record Span(int start, int end) implements Serializable {
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("A stretch of text goes from 0 or more to no less, found " + start + " to " + end + ".");
        }
    }

    /** Returns the stretch from the beginning of this to the end of the other. */
    Span to(Span other) {
        return new Span(start, other.end);
    }

    /** Returns what stands there. */
    public String of(String text) {
        return text.substring(start, end);
    }
}
