package org.deltaw.formats.text;

/**
 * How cells and lines are told apart.
 *
 * @param separator between cells
 * @param comment how lines begin that are left out, as UTF-8; empty if none are
 */
record Dialect(byte separator, byte[] comment) {
    /** Says whether a line that begins here is left out. */
    boolean isComment(byte[] text, int line) {
        if (comment.length == 0 || line + comment.length > text.length) {
            return false;
        }
        for (int i = 0; i < comment.length; i++) {
            if (text[line + i] != comment[i]) {
                return false;
            }
        }
        return true;
    }
}
