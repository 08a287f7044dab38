package org.deltaw.plugin.table;

import java.util.Optional;
import org.deltaw.formats.Variable;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.InputFile;

/**
 * One column of a table: a cell for each step. Immutable.
 *
 * @param variable of which it is part
 * @param name its name in the file
 */
record Column(InputFile file, Variable variable, String name, Cells cells) {
    /**
     * The cells of a variable with one or two axes.
     *
     * @param numbers row after row; NaN where a text is no number
     * @param texts row after row
     * @param column which one
     * @param width how many columns the variable has
     */
    record Cells(double[] numbers, String[] texts, int column, int width) {
        int index(int row) {
            return row * width + column;
        }
    }

    /** Returns the number of cells. */
    int rows() {
        return cells.numbers().length / cells.width();
    }

    /**
     * Returns a number; empty if the cell is empty, or holds what is no number but stands for one that is missing
     * ({@code NaN}).
     *
     * @throws InvalidSpecException if it holds something else
     */
    Optional<Double> number(int row) {
        double value = cells.numbers()[cells.index(row)];
        if (Double.isInfinite(value)) {
            throw refused(row, "found an infinite number, expected a finite one.");
        }
        if (!Double.isNaN(value)) {
            return Optional.of(value);
        }
        if (text(row).isEmpty() || text(row).equalsIgnoreCase("nan")) {
            return Optional.empty();
        }
        throw refused(row, "found '" + text(row) + "', expected a number, as in 0.5.");
    }

    /** Returns a cell as text, without blanks around it. */
    String text(int row) {
        return cells.texts()[cells.index(row)].strip();
    }

    /** Makes the exception that says what is wrong with a cell. */
    InvalidSpecException refused(int row, String why) {
        return file.refused("files", variable.place(cells.index(row)) + ": " + why);
    }

    /** Returns a number that must be there. */
    double required(int row) {
        return number(row).orElseThrow(() -> refused(row, "the cell is empty, expected a number."));
    }

    /** Returns 1 or 0. */
    double flag(int row) {
        double value = required(row);
        if (value != 0 && value != 1) {
            throw refused(row, "found " + text(row) + ", expected 1 or 0.");
        }
        return value;
    }
}
