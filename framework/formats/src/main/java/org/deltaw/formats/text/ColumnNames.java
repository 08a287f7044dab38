package org.deltaw.formats.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.deltaw.formats.content.Content;
import org.deltaw.formats.content.DecimalNumber;

/** Finds the names of columns in the first line of a text, or in the comment above it. */
final class ColumnNames {
    private final Content content;
    private final byte[] text;
    private final Dialect dialect;

    ColumnNames(Content content, byte[] text, Dialect dialect) {
        this.content = content;
        this.text = text;
        this.dialect = dialect;
    }

    /** Returns the cells of the line that begins at a place, in the order of the line. */
    List<String> cells(int line) {
        return cells(dialect, line);
    }

    private List<String> cells(Dialect of, int line) {
        Offsets places = new Offsets();
        CellScanner scanner = new CellScanner(content, text, of, line);
        boolean more = true;
        while (more) {
            places.add(scanner.place());
            more = scanner.skipCell();
        }
        Cells.Cursor cell = new Cells(text, of, places, places.size()).cursor();
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            cells.add(cell.moveTo(0, i).toString());
        }
        return cells;
    }

    /**
     * Says whether a line holds nothing but numbers, so that it is a row itself. Programs that number columns from 0 on write these
     * numbers as names.
     *
     * @param decimals what may stand before a fraction
     */
    static boolean areValues(List<String> cells, String decimals) {
        boolean counted = true;
        for (int i = 0; i < cells.size(); i++) {
            if (!isNumber(cells.get(i), decimals)) {
                return false;
            }
            counted &= cells.get(i).equals(String.valueOf(i));
        }
        return !counted;
    }

    private static boolean isNumber(String cell, String decimals) {
        byte[] bytes = cell.getBytes(StandardCharsets.UTF_8);
        return decimals.chars().anyMatch(each -> !Double.isNaN(new DecimalNumber((char) each).read(bytes, 0, bytes.length)));
    }

    /**
     * Finds names for a table whose first line is a row: in the last line of the comment before it, if there are as many there; or else
     * their numbers, from 0 on.
     *
     * @param start where the text begins
     * @param first where the first row begins
     */
    List<String> above(int start, int first, int width) {
        if (dialect.comment().length > 0 && first > start) {
            Dialect plain = new Dialect(dialect.separator(), new byte[0]);
            List<String> found = cells(plain, lastLine(plain, start, first) + dialect.comment().length);
            if (found.size() == width) {
                return found;
            }
        }
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            numbers.add(String.valueOf(i));
        }
        return numbers;
    }

    private int lastLine(Dialect plain, int start, int first) {
        int line = start;
        CellScanner scanner = new CellScanner(content, text, plain, start);
        while (scanner.nextLine() && scanner.place() < first) {
            line = scanner.place();
            scanner.countCells();
        }
        return line;
    }
}
