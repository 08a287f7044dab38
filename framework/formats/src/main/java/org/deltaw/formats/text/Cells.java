package org.deltaw.formats.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.deltaw.formats.content.DecimalNumber;

/**
 * The cells of a text, by row and column.
 *
 * @param text as UTF-8
 * @param starts where cells begin, row after row
 * @param width how many columns there are
 */
record Cells(byte[] text, Dialect dialect, Offsets starts, int width) {
    int rows() {
        return starts.size() / width;
    }

    /** Returns the line, from 1 on, in which a cell begins. */
    int line(int row, int column) {
        return CellScanner.line(text, starts.get(row * width + column));
    }

    /** Starts a walk over cells. */
    Cursor cursor() {
        return new Cursor();
    }

    /** What is in one cell after another: without the quotes and blanks around it. */
    final class Cursor {
        private int from;
        private int to;
        private boolean quoted;

        /** Goes to a cell. */
        Cursor moveTo(int row, int column) {
            goTo(starts.get(row * width + column));
            return this;
        }

        /** Goes to a cell that begins at a place. */
        Cursor goTo(int start) {
            from = start;
            to = CellScanner.end(text, start, dialect.separator());
            int quote = CellScanner.quote(text, start, dialect.separator());
            quoted = quote >= 0 && isBlank(CellScanner.afterQuotes(text, quote), to);
            if (quoted) {
                from = quote + 1;
                to = CellScanner.afterQuotes(text, quote) - 1;
            }
            while (from < to && isBlank(from)) {
                from++;
            }
            while (to > from && isBlank(to - 1)) {
                to--;
            }
            return this;
        }

        private boolean isBlank(int start, int end) {
            int at = start;
            while (at < end && isBlank(at)) {
                at++;
            }
            return at == end;
        }

        private boolean isBlank(int at) {
            return text[at] == ' ' || text[at] == '\t' || (quoted && (text[at] == '\n' || text[at] == '\r'));
        }

        boolean isEmpty() {
            return from == to;
        }

        /** Says whether it is a word of ASCII letters, in letters of any size. */
        boolean is(String lowerCase) {
            if (to - from != lowerCase.length()) {
                return false;
            }
            for (int i = 0; i < lowerCase.length(); i++) {
                if ((text[from + i] | 0x20) != lowerCase.charAt(i)) {
                    return false;
                }
            }
            return true;
        }

        /** Returns it as a number; NaN if it is none. */
        double number(DecimalNumber number) {
            return number.read(text, from, to);
        }

        /** Says whether it holds the same bytes as the cell at another cursor. */
        boolean holdsSame(Cursor other) {
            return Arrays.equals(text, from, to, text, other.from, other.to) && quoted == other.quoted;
        }

        @Override
        public String toString() {
            String read = new String(text, from, to - from, StandardCharsets.UTF_8);
            return (quoted ? read.replace("\"\"", "\"") : read).strip();
        }
    }
}
