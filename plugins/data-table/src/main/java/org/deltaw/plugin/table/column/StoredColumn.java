package org.deltaw.plugin.table.column;

import java.util.Arrays;
import org.deltaw.spi.InvalidSpecException;
import org.jspecify.annotations.Nullable;

/** A column that is stored: entries of a variable at equal distances, or one that counts for all rows. */
final class StoredColumn implements Column {
    private final String name;
    private final Stored stored;
    private final int rows;
    private final int first;
    private final int distance;
    private double @Nullable [] numbers;
    private String @Nullable [] texts;

    /**
     * Picks entries.
     *
     * @param first the entry of the first row
     * @param distance from the entry of one row to that of the next
     */
    StoredColumn(String name, Stored stored, int rows, int first, int distance) {
        this.name = name;
        this.stored = stored;
        this.rows = rows;
        this.first = first;
        this.distance = distance;
    }

    private int entry(int row) {
        return first + row * distance;
    }

    private boolean isWhole() {
        return first == 0 && distance == 1;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double[] numbers() {
        double[] known = numbers;
        if (known == null) {
            double[] all = stored.numbers();
            known = isWhole() ? all : new double[rows];
            for (int row = 0; row < rows; row++) {
                known[row] = all[entry(row)];
            }
            numbers = known;
        }
        return known;
    }

    @Override
    public String[] texts() {
        String[] known = texts;
        if (known == null) {
            String[] all = stored.texts();
            known = isWhole() ? all : new String[rows];
            Arrays.setAll(known, row -> all[entry(row)]);
            texts = known;
        }
        return known;
    }

    @Override
    public String shown(int row) {
        double[] known = numbers;
        return known == null || !stored.variable().type().isNumeric() ? texts()[row] : Double.isNaN(known[row]) ? ""
                : Cells.text(known[row]);
    }

    @Override
    public boolean isMissing(String text) {
        return stored.missing().isMissing(text);
    }

    @Override
    public boolean isNumeric() {
        return stored.isNumeric();
    }

    @Override
    public InvalidSpecException refused(int row, String why) {
        return stored.refused(entry(row), why);
    }
}
