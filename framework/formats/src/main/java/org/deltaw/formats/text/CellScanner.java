package org.deltaw.formats.text;

import org.deltaw.formats.content.Content;

/**
 * Walks over the cells of a text (RFC 4180, with any separator): a cell in quotes may hold separators, ends of lines, and quotes
 * that are doubled; lines end as on any system. For one thread.
 */
final class CellScanner {
    private final Content content;
    private final byte[] text;
    private final Dialect dialect;
    private int at;

    /** Walks from a place on at which a line begins. */
    CellScanner(Content content, byte[] text, Dialect dialect, int from) {
        this.content = content;
        this.text = text;
        this.dialect = dialect;
        this.at = from;
    }

    /** Goes to the next line that holds something, and says whether there is one. */
    boolean nextLine() {
        while (at < text.length) {
            int end = at;
            boolean empty = true;
            while (end < text.length && text[end] != '\n' && text[end] != '\r') {
                empty &= text[end] == ' ' || (text[end] == '\t' && dialect.separator() != '\t');
                end++;
                if (!empty && !dialect.isComment(text, at)) {
                    return true;
                }
            }
            at = end + 1;
        }
        return false;
    }

    /** Returns where the next cell begins, or the line. */
    int place() {
        return at;
    }

    /** Steps over a cell, and says whether another one follows in its line. */
    boolean skipCell() {
        int from = at;
        at = end(text, at, dialect.separator());
        if (at < 0) {
            throw content.refused("line " + line(text, from) + " has a quote that is not closed; close it, or remove it.");
        }
        boolean more = at < text.length && text[at] == dialect.separator();
        at = more || at == text.length ? at + 1 : afterLine();
        return more;
    }

    /** Steps over the rest of a line, and returns how many cells there were; 0 if a quote in it is not closed. */
    int countCells() {
        int cells = 0;
        boolean more = true;
        while (more) {
            if (end(text, at, dialect.separator()) < 0) {
                return 0;
            }
            more = skipCell();
            cells++;
        }
        return cells;
    }

    private int afterLine() {
        return text[at] == '\r' && at + 1 < text.length && text[at + 1] == '\n' ? at + 2 : at + 1;
    }

    /** Returns where a cell ends that begins at a place; -1 if its quote is not closed. */
    static int end(byte[] text, int from, byte separator) {
        int at = quote(text, from, separator);
        if (at >= 0) {
            at = afterQuotes(text, at);
            if (at < 0) {
                return -1;
            }
        } else {
            at = from;
        }
        while (at < text.length && text[at] != separator && text[at] != '\n' && text[at] != '\r') {
            at++;
        }
        return at;
    }

    /** Returns where the quote stands with which a cell begins, if need be after blanks; -1 if there is none. */
    static int quote(byte[] text, int from, byte separator) {
        int at = from;
        while (at < text.length && text[at] == ' ' && separator != ' ') {
            at++;
        }
        return at < text.length && text[at] == '"' ? at : -1;
    }

    /** Returns the place after the quote that closes the one at a place; -1 if there is none. */
    static int afterQuotes(byte[] text, int quote) {
        int at = quote + 1;
        while (at < text.length) {
            if (text[at] != '"') {
                at++;
            } else if (at + 1 < text.length && text[at + 1] == '"') {
                at += 2;
            } else {
                return at + 1;
            }
        }
        return -1;
    }

    /** Returns the number of the line, from 1 on, in which a place is. */
    static int line(byte[] text, int place) {
        int line = 1;
        for (int i = 0; i < place && i < text.length; i++) {
            line += text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.length || text[i + 1] != '\n')) ? 1 : 0;
        }
        return line;
    }
}
