package org.deltaw.formats.text;

import java.util.function.Predicate;
import org.deltaw.formats.Shape;
import org.deltaw.formats.Type;
import org.deltaw.formats.Variable;
import org.deltaw.formats.content.Content;
import org.deltaw.formats.content.DecimalNumber;
import org.jspecify.annotations.Nullable;

/** A column of a text file. */
final class TextColumn implements Variable {
    private static final String MISSING = "nan";
    private static final String TRUE = "true";
    private static final String FALSE = "false";

    private final Content content;
    private final String name;
    private final Cells cells;
    private final int column;
    private final String decimals;
    private @Nullable Type type;

    /**
     * Makes a column.
     *
     * @param column counted from 0
     * @param decimals what may stand before the fraction of its numbers, the same in all of them
     */
    TextColumn(Content content, String name, Cells cells, int column, String decimals) {
        this.content = content;
        this.name = name;
        this.cells = cells;
        this.column = column;
        this.decimals = decimals;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String path() {
        return name;
    }

    @Override
    public String stored() {
        return "text";
    }

    @Override
    public Shape shape() {
        return Shape.of(cells.rows());
    }

    @Override
    public Type type() {
        Type known = type;
        if (known == null) {
            known = Type.TEXT;
            for (int i = 0; i < decimals.length() && known == Type.TEXT; i++) {
                known = typeOf(new DecimalNumber(decimals.charAt(i)));
            }
            type = known;
        }
        return known;
    }

    private Type typeOf(DecimalNumber number) {
        boolean booleans = true;
        boolean numbers = true;
        boolean whole = true;
        boolean empty = true;
        Cells.Cursor cell = cells.cursor();
        for (int row = 0; row < cells.rows() && (booleans || numbers); row++) {
            if (cell.moveTo(row, column).isEmpty() || cell.is(MISSING)) {
                continue;
            }
            empty = false;
            booleans &= cell.is(TRUE) || cell.is(FALSE);
            numbers &= !Double.isNaN(cell.number(number));
            whole &= numbers && number.isWhole();
        }
        return numbers && (empty || !whole) ? Type.NUMBER : numbers ? Type.INTEGER : booleans ? Type.BOOLEAN : Type.TEXT;
    }

    @Override
    public double[] numbers(Predicate<String> missing) {
        double[] values = new double[cells.rows()];
        int failed = -1;
        for (int i = 0; i < decimals.length(); i++) {
            int row = read(values, new DecimalNumber(decimals.charAt(i)), missing);
            if (row == values.length) {
                return values;
            }
            // The sign that gets further is the one that the column has.
            failed = Math.max(failed, row);
        }
        throw content.refused(place(failed) + ": found '" + cells.cursor().moveTo(failed, column)
                + "', expected a number, as in 0.5.");
    }

    /** Reads numbers until a cell holds none, and returns its row, or the number of rows. */
    private int read(double[] values, DecimalNumber number, Predicate<String> missing) {
        Cells.Cursor cell = cells.cursor();
        for (int row = 0; row < values.length; row++) {
            values[row] = cell.moveTo(row, column).number(number);
            if (Double.isNaN(values[row]) && !cell.isEmpty() && !cell.is(MISSING)) {
                if (cell.is(TRUE) || cell.is(FALSE)) {
                    values[row] = cell.is(TRUE) ? 1 : 0;
                } else if (!missing.test(cell.toString())) {
                    return row;
                }
            }
        }
        return values.length;
    }

    @Override
    public String[] texts() {
        String[] texts = new String[cells.rows()];
        Cells.Cursor cell = cells.cursor();
        Cells.Cursor before = cells.cursor();
        for (int row = 0; row < texts.length; row++) {
            cell.moveTo(row, column);
            // Names of subjects and sessions stand in many rows, one below the other.
            texts[row] = row > 0 && cell.holdsSame(before) ? texts[row - 1] : cell.toString();
            Cells.Cursor next = before;
            before = cell;
            cell = next;
        }
        return texts;
    }

    @Override
    public String place(int entry) {
        return "line " + cells.line(entry, column) + ", column '" + name + "'";
    }
}
