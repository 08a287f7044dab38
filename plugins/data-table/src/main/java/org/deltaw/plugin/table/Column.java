package org.deltaw.plugin.table;

import java.util.Optional;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.InputFile;

/** One column of a table: a cell for each step. Immutable. */
interface Column {
    /** Returns its name in the file. */
    String name();

    /** Returns the number of cells. */
    int rows();

    /**
     * Returns a number; empty if the cell is empty, or holds what is no number but stands for one that is missing
     * ({@code NaN}).
     *
     * @throws InvalidSpecException if it holds something else
     */
    Optional<Double> number(int row);

    /** Returns a cell as text, without blanks around it. */
    String text(int row);

    /** Makes the exception that says what is wrong with a cell. */
    InvalidSpecException refused(int row, String why);

    /** Returns a number that must be there. */
    default double required(int row) {
        return number(row).orElseThrow(() -> refused(row, "the cell is empty, expected a number."));
    }

    /** Returns 1 or 0. */
    default double flag(int row) {
        double value = required(row);
        if (value != 0 && value != 1) {
            throw refused(row, "found " + text(row) + ", expected 1 or 0.");
        }
        return value;
    }

    /** Texts of a CSV file, with the lines in which they stand. */
    record Texts(InputFile file, String name, String[] cells, long[] lines) implements Column {
        @Override
        public int rows() {
            return cells.length;
        }

        @Override
        public Optional<Double> number(int row) {
            String text = text(row);
            if (text.isEmpty() || text.equalsIgnoreCase("nan")) {
                return Optional.empty();
            }
            try {
                double value = Double.parseDouble(text);
                if (Double.isFinite(value)) {
                    return Optional.of(value);
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
            throw refused(row, "found '" + text + "', expected a number, as in 0.5.");
        }

        @Override
        public String text(int row) {
            return cells[row].strip();
        }

        @Override
        public InvalidSpecException refused(int row, String why) {
            return file.refused("files", "line " + lines[row] + ", column '" + name + "': " + why);
        }
    }

    /** Numbers of an array. */
    record Numbers(InputFile file, String name, double[] cells) implements Column {
        @Override
        public int rows() {
            return cells.length;
        }

        @Override
        public Optional<Double> number(int row) {
            if (Double.isInfinite(cells[row])) {
                throw refused(row, "found an infinite number, expected a finite one.");
            }
            return Double.isNaN(cells[row]) ? Optional.empty() : Optional.of(cells[row]);
        }

        @Override
        public String text(int row) {
            double value = cells[row];
            return Double.isNaN(value) ? "" : value == Math.rint(value) && Math.abs(value) < 1e15
                    ? Long.toString((long) value) : Double.toString(value);
        }

        @Override
        public InvalidSpecException refused(int row, String why) {
            return file.refused("files", "array '" + name + "', entry " + row + " (counted from 0): " + why);
        }
    }
}
