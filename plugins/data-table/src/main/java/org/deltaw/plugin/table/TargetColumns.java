package org.deltaw.plugin.table;

import java.util.List;
import org.deltaw.plugin.table.column.Column;
import org.deltaw.spi.loss.Target;

/**
 * The columns of a target.
 *
 * @param observed none, one for all columns, or one for each
 */
record TargetColumns(Target target, List<Column> columns, List<Column> observed) {
    /** Tells whether a value was observed. */
    private boolean isObserved(int row, int column) {
        return !Double.isNaN(columns.get(column).numbers()[row]) && (observed.isEmpty()
                || observed.get(observed.size() == 1 ? 0 : column).flag(row) == 1);
    }

    /** Returns the values, row after row, NaN where there is none. */
    double[] values(Rows rows) {
        boolean flags = target.equals(Target.DECISION);
        return rows.values(columns, (column, row) ->
                Double.isNaN(column.numbers()[row]) ? Double.NaN : flags ? column.flag(row) : column.required(row));
    }

    /** Returns 1 where it was observed, else 0, row after row. */
    double[] mask(Rows rows) {
        int width = columns.size();
        double[] mask = new double[rows.size() * width];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = isObserved(rows.row(i / width), i % width) ? 1 : 0;
        }
        return mask;
    }

    /** Tells whether something was not observed. */
    boolean hasGaps(int rows) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns.size(); column++) {
                if (!isObserved(row, column)) {
                    return true;
                }
            }
        }
        return false;
    }
}
