package org.deltaw.formats.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    private final Content content;
    private final Cells cells;
    private final List<String> names;
    private final String decimals;

    private TextTable(Content content, Cells cells, List<String> names, String decimals) {
        this.content = content;
        this.cells = cells;
        this.names = names;
        this.decimals = decimals;
    }

    /**
     * Opens a file.
     *
     * @throws org.deltaw.spi.InvalidSpecException if it is no table
     */
    public static DataFile open(Content content, TextOptions options) throws IOException {
        byte[] text = Encoded.read(content, options.encoding());
        DialectSearch.Found found = new DialectSearch(content, text, options).find();
        byte separator = found.dialect().separator();
        // Where commas do not part cells, they may part fractions.
        String decimals = options.decimal().map(String::valueOf).orElse(separator == ';' ? ".," : ".");
        Rows rows = new Rows(content, text, found.dialect());
        Cells cells = rows.find(found.start(), decimals);
        List<Node> columns = new TextTable(content, cells, rows.names(), decimals).columns();
        return new DataFile(content.file(), format(separator), new Group("", "", Group.Kind.TABLE, () -> columns), () -> { });
    }

    private static String format(byte separator) {
        return switch (separator) {
            case ',' -> "CSV";
            case '\t' -> "TSV";
            default -> "CSV with '" + (char) separator + "'";
        };
    }

    private List<Node> columns() {
        List<Node> columns = new ArrayList<>();
        Set<String> twice = twice();
        Set<String> told = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.isEmpty()) {
                if (!isEmpty(i)) {
                    columns.add(new TextColumn(content, "column " + (i + 1), cells, i, decimals));
                }
            } else if (!twice.contains(name)) {
                columns.add(new TextColumn(content, name, cells, i, decimals));
            } else if (told.add(name)) {
                columns.add(new Unreadable(content.file(), name, name, "text", Shape.of(cells.rows()),
                        "two columns are named '" + name + "'; rename one of them."));
            }
        }
        return columns;
    }

    private Set<String> twice() {
        Set<String> seen = new HashSet<>();
        Set<String> twice = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                twice.add(name);
            }
        }
        return twice;
    }

    private boolean isEmpty(int column) {
        Cells.Cursor cell = cells.cursor();
        for (int row = 0; row < cells.rows(); row++) {
            if (!cell.moveTo(row, column).isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
