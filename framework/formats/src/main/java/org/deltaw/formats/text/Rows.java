package org.deltaw.formats.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltaw.formats.content.Content;

/** Finds the rows of a text, and the names of their columns. For one thread, and one text. */
final class Rows {
    private final Content content;
    private final byte[] text;
    private final Dialect dialect;
    private final Offsets starts = new Offsets();
    private final List<String> names = new ArrayList<>();
    private int width;

    Rows(Content content, byte[] text, Dialect dialect) {
        this.content = content;
        this.text = text;
        this.dialect = dialect;
    }

    /**
     * Finds all rows.
     *
     * @param start where the text begins
     * @param decimals what may stand before the fraction of a number
     * @throws org.deltaw.spi.InvalidSpecException if they do not have the same number of cells
     */
    Cells find(int start, String decimals) {
        CellScanner scanner = new CellScanner(content, text, dialect, start);
        if (!scanner.nextLine()) {
            throw content.refused("the file holds no line with names of columns; copy or save it again.");
        }
        readNames(scanner, start, decimals);
        while (scanner.nextLine()) {
            addRow(scanner);
        }
        Cells cells = new Cells(text, dialect, starts, width);
        while (width > 1 && cells.rows() > 0 && isEmpty(cells, cells.rows() - 1)) {
            starts.cut(starts.size() - width);
        }
        return cells;
    }

    /** Returns the names of the columns, as many as there are cells in a row; some may be empty. */
    List<String> names() {
        return names;
    }

    private void readNames(CellScanner scanner, int start, String decimals) {
        int line = scanner.place();
        ColumnNames reader = new ColumnNames(content, text, dialect);
        List<String> first = reader.cells(line);
        width = first.size();
        Optional<List<String>> others = reader.otherwise(start, line, first, decimals);
        names.addAll(others.orElse(first));
        if (others.isEmpty()) {
            readRow(scanner);
            starts.cut(0);
        }
    }

    private int readRow(CellScanner scanner) {
        int cells = 0;
        boolean more = true;
        while (more) {
            starts.add(scanner.place());
            more = scanner.skipCell();
            cells++;
        }
        return cells;
    }

    private void addRow(CellScanner scanner) {
        int place = scanner.place();
        int cells = readRow(scanner);
        if (cells != width && starts.size() == cells) {
            fitNames(cells);
        }
        if (cells != width) {
            throw content.refused("line " + CellScanner.line(text, place) + " has " + cells
                    + (cells == 1 ? " cell" : " cells") + ", expected " + width
                    + " as in the first line; look for a missing or additional separator.");
        }
    }

    /** The first row may have one cell more than the names, as R writes names of rows; or names may end with a separator. */
    private void fitNames(int cells) {
        if (cells == width + 1) {
            names.addFirst("");
            width++;
        } else if (cells == width - 1 && names.getLast().isEmpty()) {
            names.removeLast();
            width--;
        }
    }

    private static boolean isEmpty(Cells cells, int row) {
        Cells.Cursor cell = cells.cursor();
        for (int i = 0; i < cells.width(); i++) {
            if (!cell.moveTo(row, i).isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
