package org.deltaw.formats.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deltaw.formats.content.DecimalNumber;
import org.deltaw.formats.DataFile;
import org.deltaw.formats.Group;
import org.deltaw.formats.Node;
import org.deltaw.formats.Shape;
import org.deltaw.formats.TextOptions;
import org.deltaw.formats.Unreadable;
import org.deltaw.formats.content.Content;

/**
 * Reads a table from text, a row in each line.
 *
 * <p>The first line names the columns. Where it holds nothing but numbers, a comment just above it names them if it has as many
 * names; if not, they are named {@code 0}, {@code 1} and so on. A column without a name, as programs add one with the numbers
 * of rows, is called {@code column 1} by its place, and left out if it is empty. Rows at the end that are empty are left out, too.
 */
public final class TextTable {
    private static final String COMMAS = ",";
    private static final String POINTS = ".";

    private final Content content;
    private final byte[] text;
    private final TextOptions options;
    private final Dialect dialect;
    private final Offsets starts = new Offsets();
    private final List<String> names = new ArrayList<>();
    private int width;

    private TextTable(Content content, byte[] text, TextOptions options, Dialect dialect) {
        this.content = content;
        this.text = text;
        this.options = options;
        this.dialect = dialect;
    }

    /**
     * Opens a file.
     *
     * @throws org.deltaw.spi.InvalidSpecException if it is no table
     */
    public static DataFile open(Content content, TextOptions options) throws IOException {
        byte[] text = Encoded.read(content, options.encoding());
        DialectSearch.Found found = new DialectSearch(content, text, options).find();
        TextTable table = new TextTable(content, text, options, found.dialect());
        table.read(found.start());
        List<Node> columns = table.columns();
        return new DataFile(content.file(), table.format(), new Group("", "", Group.Kind.TABLE, () -> columns), () -> { });
    }

    private String format() {
        return switch (dialect.separator()) {
            case ',' -> "CSV";
            case '\t' -> "TSV";
            default -> "CSV with '" + (char) dialect.separator() + "'";
        };
    }

    private void read(int start) {
        CellScanner scanner = new CellScanner(content, text, dialect, start);
        if (!scanner.nextLine()) {
            throw content.refused("the file holds no line with names of columns; copy or save it again.");
        }
        int first = scanner.place();
        readRow(scanner);
        names.addAll(cells(starts.size()));
        width = names.size();
        if (isNumbers()) {
            nameByComment(start, first);
        } else {
            starts.cut(0);
        }
        while (scanner.nextLine()) {
            addRow(scanner);
        }
        while (starts.size() > 0 && width > 1 && isEmptyRow(starts.size() / width - 1)) {
            starts.cut(starts.size() - width);
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

    private List<String> cells(int count) {
        List<String> texts = new ArrayList<>();
        Cells.Cursor cell = new Cells(text, dialect, starts, count).cursor();
        for (int i = 0; i < count; i++) {
            texts.add(cell.moveTo(0, i).toString());
        }
        return texts;
    }

    /** Says whether the first line holds nothing but numbers, and others than the names 0, 1 and so on. */
    private boolean isNumbers() {
        DecimalNumber number = new DecimalNumber(decimals().charAt(decimals().length() - 1));
        boolean counted = true;
        for (int i = 0; i < names.size(); i++) {
            byte[] name = names.get(i).getBytes(StandardCharsets.UTF_8);
            if (Double.isNaN(number.read(name, 0, name.length))) {
                return false;
            }
            counted &= names.get(i).equals(String.valueOf(i));
        }
        return !counted;
    }

    /** Looks for names in the last line of the comment before the first row. */
    private void nameByComment(int start, int first) {
        List<String> found = List.of();
        if (dialect.comment().length > 0 && first > start) {
            Dialect plain = new Dialect(dialect.separator(), new byte[0]);
            CellScanner scanner = new CellScanner(content, text, plain, start);
            int line = start;
            while (scanner.nextLine() && scanner.place() < first) {
                line = scanner.place();
                scanner.countCells();
            }
            found = names(plain, line + dialect.comment().length);
        }
        boolean named = found.size() == width;
        for (int i = 0; i < width; i++) {
            names.set(i, named ? found.get(i) : String.valueOf(i));
        }
    }

    private List<String> names(Dialect plain, int from) {
        Offsets places = new Offsets();
        CellScanner scanner = new CellScanner(content, text, plain, from);
        boolean more = true;
        while (more) {
            places.add(scanner.place());
            more = scanner.skipCell();
        }
        Cells.Cursor cell = new Cells(text, plain, places, places.size()).cursor();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            found.add(cell.moveTo(0, i).toString());
        }
        return found;
    }

    private String decimals() {
        return options.decimal().map(String::valueOf)
                // Where commas do not part cells, they may part fractions.
                .orElse(dialect.separator() == ';' ? POINTS + COMMAS : POINTS);
    }

    private boolean isEmptyRow(int row) {
        Cells.Cursor cell = new Cells(text, dialect, starts, width).cursor();
        for (int i = 0; i < width; i++) {
            if (!cell.moveTo(row, i).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private List<Node> columns() {
        Cells cells = new Cells(text, dialect, starts, width);
        List<Node> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Set<String> twice = new HashSet<>();
        names.forEach(name -> twice.addAll(seen.add(name) ? Set.of() : Set.of(name)));
        seen.clear();
        for (int i = 0; i < width; i++) {
            String name = names.get(i);
            if (name.isEmpty()) {
                if (!isEmptyColumn(cells, i)) {
                    columns.add(new TextColumn(content, "column " + (i + 1), cells, i, decimals()));
                }
            } else if (!twice.contains(name)) {
                columns.add(new TextColumn(content, name, cells, i, decimals()));
            } else if (seen.add(name)) {
                columns.add(new Unreadable(content.file(), name, name, "text", Shape.of(cells.rows()),
                        "two columns are named '" + name + "'; rename one of them."));
            }
        }
        return columns;
    }

    private static boolean isEmptyColumn(Cells cells, int column) {
        Cells.Cursor cell = cells.cursor();
        for (int row = 0; row < cells.rows(); row++) {
            if (!cell.moveTo(row, column).isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
