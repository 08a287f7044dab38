package org.deltaw.plugin.fly;

import us.hebi.matlab.mat.types.Matrix;

/**
 * A matrix of numbers as a MATLAB file holds it.
 *
 * @param name of the variable
 * @param rows at least 1
 * @param columns at least 1
 * @param values column after column
 */
record MatNumbers(String name, int rows, int columns, double[] values) {
    static MatNumbers of(String name, Matrix matrix) {
        double[] values = new double[matrix.getNumElements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = matrix.getDouble(i);
        }
        return new MatNumbers(name, matrix.getNumRows(), matrix.getNumCols(), values);
    }

    /** Says whether it is one row or one column. */
    boolean isVector() {
        return rows == 1 || columns == 1;
    }

    double at(int row, int column) {
        return values[column * rows + row];
    }

    /** Says in words how large it is. */
    String size() {
        return rows + (rows == 1 ? " row and " : " rows and ") + columns + (columns == 1 ? " column" : " columns");
    }
}
