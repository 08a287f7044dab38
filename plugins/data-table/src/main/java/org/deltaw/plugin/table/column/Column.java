package org.deltaw.plugin.table.column;

import org.deltaw.spi.InvalidSpecException;

/**
 * One column of a table: a cell for each row. What it holds is read, or computed, when it is first asked for, and kept; arrays are not to
 * be changed. For one thread.
 */
public interface Column {
    /** Returns what a user calls it. */
    String name();

    /**
     * Returns a number for each row, NaN where it is missing; none is infinite.
     *
     * @throws InvalidSpecException if a cell holds neither a number nor what stands for a missing one
     */
    double[] numbers();

    /** Returns a text for each row, without blanks around it, as it was written; empty where nothing was. */
    String[] texts();

    /** Tells whether a text of it stands for a value that is missing; an empty one always does. */
    boolean isMissing(String text);

    /** Tells whether all cells are numbers, or missing. */
    boolean isNumeric();

    /** Returns a cell for messages, when numbers or texts have been read. */
    default String shown(int row) {
        return texts()[row];
    }

    /** Makes the exception that says what is wrong with a cell. */
    InvalidSpecException refused(int row, String why);

    /** Returns the number of a row, which must be there. */
    default double required(int row) {
        double value = numbers()[row];
        if (Double.isNaN(value)) {
            String text = shown(row);
            throw refused(row, text.isEmpty() ? "the cell is empty, expected a number."
                    : "found '" + text + "', which stands for a missing value; expected a number.");
        }
        return value;
    }

    /** Returns the number of a row, which must be 1 or 0. */
    default double flag(int row) {
        double value = required(row);
        if (value != 0 && value != 1) {
            throw refused(row, "found " + shown(row) + ", expected 1 or 0.");
        }
        return value;
    }
}
