package org.deltaw.plugin.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.deltaw.plugin.table.column.Column;

/** Some rows of a table, in their order. Immutable. */
final class Rows {
    private final int[] rows;

    /** Reads a cell of a column. */
    interface Cell {
        double of(Column column, int row);
    }

    private Rows(int... rows) {
        this.rows = rows;
    }

    /** Returns the first rows of a table. */
    static Rows first(int count) {
        return new Rows(IntStream.range(0, count).toArray());
    }

    /** Divides all rows of a table by a number that each has, from 0 to less than the number of kinds. */
    static List<Rows> by(int total, int kinds, IntUnaryOperator kind) {
        int[] counts = new int[kinds];
        for (int row = 0; row < total; row++) {
            counts[kind.applyAsInt(row)]++;
        }
        List<int[]> rows = new ArrayList<>();
        Arrays.stream(counts).forEach(count -> rows.add(new int[count]));
        int[] filled = new int[kinds];
        for (int row = 0; row < total; row++) {
            int each = kind.applyAsInt(row);
            rows.get(each)[filled[each]++] = row;
        }
        return rows.stream().map(Rows::new).toList();
    }

    int size() {
        return rows.length;
    }

    /** Returns which row of the table a row is. */
    int row(int index) {
        return rows[index];
    }

    /** Returns those from one on and before another. */
    Rows part(int from, int to) {
        return new Rows(Arrays.copyOfRange(rows, from, to));
    }

    /** Reads columns, row after row. */
    double[] values(List<Column> columns, Cell cell) {
        int width = columns.size();
        double[] values = new double[rows.length * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = cell.of(columns.get(i % width), rows[i / width]);
        }
        return values;
    }
}
