package org.deltaw.plugin.fly;

/**
 * A matrix of numbers as a file holds it.
 *
 * @param name of the variable
 * @param rows at least 1
 * @param columns at least 1
 * @param values row after row
 */
record Matrix(String name, int rows, int columns, double[] values) {
    /** Says whether it is one row or one column. */
    boolean isVector() {
        return rows == 1 || columns == 1;
    }

    double at(int row, int column) {
        return values[row * columns + column];
    }

    /** Says in words how large it is. */
    String size() {
        return rows + (rows == 1 ? " row and " : " rows and ") + columns + (columns == 1 ? " column" : " columns");
    }
}
