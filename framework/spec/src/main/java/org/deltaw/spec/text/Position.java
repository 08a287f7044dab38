package org.deltaw.spec.text;

/**
 * Where something was written.
 *
 * @param source the file as the user named it, or the words of the command line
 * @param line from 1; 0 if the source has no lines
 */
public record Position(String source, int line) {
    /** Returns the position of a source as a whole. */
    public static Position of(String source) {
        return new Position(source, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? source : source + " line " + line;
    }
}
