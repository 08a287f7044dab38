package org.deltaw.plugin.table.column;

import java.util.Arrays;
import org.deltaw.spi.InvalidSpecException;
import org.jspecify.annotations.Nullable;

/** A column that was computed: of numbers, or of texts. */
final class ComputedColumn implements Column {
    private final String name;
    private final double[] numbers;
    private final boolean numeric;
    private final Column origin;
    private String @Nullable [] texts;

    private ComputedColumn(String name, double[] numbers, String @Nullable [] texts, Column origin) {
        this.name = name;
        this.numbers = numbers;
        this.numeric = texts == null;
        this.texts = texts;
        this.origin = origin;
    }

    /**
     * Makes a column of numbers, NaN where one is missing.
     *
     * @param origin a column from which it was computed: it knows where rows are
     */
    static Column ofNumbers(String name, double[] numbers, Column origin) {
        return new ComputedColumn(name, numbers, null, origin);
    }

    /** Makes a column of texts, empty where one is missing. */
    static Column ofTexts(String name, String[] texts, Column origin) {
        return new ComputedColumn(name, new double[0], texts, origin);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double[] numbers() {
        if (!numeric) {
            throw refused(0, "found the text '" + texts()[0] + "', expected a number.");
        }
        return numbers;
    }

    @Override
    public String[] texts() {
        String[] known = texts;
        if (known == null) {
            known = Arrays.stream(numbers).mapToObj(number -> Double.isNaN(number) ? "" : Cells.text(number)).toArray(String[]::new);
            texts = known;
        }
        return known;
    }

    @Override
    public double required(int row) {
        double value = numbers()[row];
        if (Double.isNaN(value)) {
            throw refused(row, "what it is computed from is missing; expected all of it.");
        }
        return value;
    }

    @Override
    public boolean isMissing(String text) {
        return text.isEmpty();
    }

    @Override
    public boolean isNumeric() {
        return numeric;
    }

    @Override
    public InvalidSpecException refused(int row, String why) {
        return origin.refused(row, "'" + name + "': " + why);
    }
}
