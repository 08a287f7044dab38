package org.deltaw.formats.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
     * Finds names for a table whose first line holds nothing but numbers, which is a row then: in the last line of the comment before
     * it, if there are as many there; or else their numbers, from 0 on. Empty if the line holds names: other things than numbers, or
     * just 0, 1 and so on, which programs write that have no names.
     *
     * @param start where the text begins
     * @param line where its first line begins
     * @param cells of that line
     * @param decimals what may stand before a fraction
     */
    Optional<List<String>> otherwise(int start, int line, List<String> cells, String decimals) {
        if (!cells.stream().allMatch(cell -> isNumber(cell, decimals))) {
            return Optional.empty();
        }
        List<String> above = above(start, line);
        if (above.size() == cells.size()) {
            return Optional.of(above);
        }
        List<String> numbers = IntStream.range(0, cells.size()).mapToObj(String::valueOf).toList();
        return cells.equals(numbers) ? Optional.empty() : Optional.of(numbers);
    }

    private static boolean isNumber(String cell, String decimals) {
        byte[] bytes = cell.getBytes(StandardCharsets.UTF_8);
        return decimals.chars().anyMatch(each -> !Double.isNaN(new DecimalNumber((char) each).read(bytes, 0, bytes.length)));
    }

    private List<String> above(int start, int line) {
        if (dialect.comment().length == 0 || line == start) {
            return List.of();
        }
        Dialect plain = new Dialect(dialect.separator(), new byte[0]);
        return cells(plain, lastLine(plain, start, line) + dialect.comment().length);
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
