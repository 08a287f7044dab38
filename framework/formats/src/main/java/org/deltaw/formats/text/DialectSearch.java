package org.deltaw.formats.text;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.deltaw.formats.TextOptions;
import org.deltaw.formats.content.Content;

/** Finds out how the cells and lines of a text are told apart, as far as a user has not said it. */
final class DialectSearch {
    /** What people separate cells with, the least likely to be part of a cell first. */
    private static final byte[] SEPARATORS = {'\t', ';', '|', ','};
    /** How many lines are looked at, since a quoted cell or a header may mislead about one. */
    private static final int LINES = 50;
    private static final String DECLARATION = "sep=";

    private final Content content;
    private final byte[] text;
    private final TextOptions options;

    /**
     * What was found.
     *
     * @param start where the first line begins that is none of the declarations
     */
    record Found(Dialect dialect, int start) {}

    DialectSearch(Content content, byte[] text, TextOptions options) {
        this.content = content;
        this.text = text;
        this.options = options;
    }

    Found find() {
        Optional<Byte> declared = declared();
        int start = declared.isPresent() ? lineAfter(0) : 0;
        byte[] comment = options.comment().map(each -> each.getBytes(StandardCharsets.UTF_8))
                // A file that begins with a comment may have more of them.
                .orElse(start < text.length && text[start] == '#' ? new byte[] {'#'} : new byte[0]);
        byte separator = options.separator().map(each -> (byte) each.charValue())
                .or(() -> declared).orElseGet(() -> likeliest(comment, start));
        return new Found(new Dialect(separator, comment), start);
    }

    /** Excel writes a line {@code sep=;} before all others, and reads it. */
    private Optional<Byte> declared() {
        int length = DECLARATION.length();
        return text.length > length
                && new String(text, 0, length, StandardCharsets.US_ASCII).equalsIgnoreCase(DECLARATION)
                && text[length] > 0 && lineAfter(0) <= length + 3 ? Optional.of(text[length]) : Optional.empty();
    }

    private int lineAfter(int from) {
        int at = from;
        while (at < text.length && text[at] != '\n' && text[at] != '\r') {
            at++;
        }
        return Math.min(at + (at + 1 < text.length && text[at] == '\r' && text[at + 1] == '\n' ? 2 : 1), text.length);
    }

    /** The one that gives all lines the same number of cells, the more the better; or else the first line the most. */
    private byte likeliest(byte[] comment, int start) {
        byte best = ',';
        int most = 1;
        boolean agree = false;
        for (byte separator : SEPARATORS) {
            CellScanner scanner = new CellScanner(content, text, new Dialect(separator, comment), start);
            int first = scanner.nextLine() ? scanner.countCells() : 0;
            boolean all = first > 1;
            for (int line = 1; line < LINES && all && scanner.nextLine(); line++) {
                all = scanner.countCells() == first;
            }
            if ((all && !agree) || (all == agree && first > most)) {
                best = separator;
                most = first;
                agree = all;
            }
        }
        return best;
    }
}
