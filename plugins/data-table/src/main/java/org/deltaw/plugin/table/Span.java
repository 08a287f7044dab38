package org.deltaw.plugin.table;

import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * Rows of a table that follow each other.
 *
 * @param from the first
 * @param to the one after the last
 */
record Span(int from, int to) {
    int rows() {
        return to - from;
    }

    /** Reads columns, row after row. */
    double[] values(List<Column> columns, ToDoubleBiFunction<Column, Integer> cell) {
        double[] values = new double[rows() * columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = cell.applyAsDouble(columns.get(i % columns.size()), from + i / columns.size());
        }
        return values;
    }
}
