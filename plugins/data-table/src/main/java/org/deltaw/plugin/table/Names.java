package org.deltaw.plugin.table;

import java.util.List;
import java.util.stream.Collectors;
import org.deltaw.plugin.table.column.Column;

/**
 * What rows are called: by the cells of one column, or of several together.
 *
 * @param what one of them is, with its article, as in {@code a session}
 */
record Names(List<Column> columns, String what) {
    boolean areGiven() {
        return !columns.isEmpty();
    }

    /** Returns the name of a row, {@code m1/Monday} if two columns make it; empty if one of their cells is. */
    String of(int row) {
        if (columns.size() == 1) {
            return cell(columns.getFirst(), row);
        }
        List<String> cells = columns.stream().map(column -> cell(column, row)).toList();
        return cells.contains("") ? "" : String.join("/", cells);
    }

    private static String cell(Column column, int row) {
        String text = column.texts()[row];
        return column.isMissing(text) ? "" : text;
    }

    /** Tells whether two rows have the same name. */
    boolean areSame(int row, int other) {
        for (Column column : columns) {
            String[] texts = column.texts();
            if (!texts[row].equals(texts[other])) {
                return false;
            }
        }
        return true;
    }

    /** Returns the name of a row that must have one. */
    String required(int row) {
        String name = of(row);
        if (name.isEmpty()) {
            Column empty = columns.stream().filter(column -> cell(column, row).isEmpty()).findFirst().orElseThrow();
            throw empty.refused(row, "the cell is empty, expected the name of " + what + ".");
        }
        return name;
    }

    /** Lists the names of the columns, as they would stand in a spec. */
    @Override
    public String toString() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
