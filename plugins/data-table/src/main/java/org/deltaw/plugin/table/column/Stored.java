package org.deltaw.plugin.table.column;

import java.util.Arrays;
import org.deltaw.formats.Type;
import org.deltaw.formats.Variable;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.InputFile;
import org.jspecify.annotations.Nullable;

/** A variable of a file with all its entries, which several columns may share. */
final class Stored {
    private final InputFile file;
    private final Variable variable;
    private final Missing missing;
    private double @Nullable [] numbers;
    private String @Nullable [] texts;
    private @Nullable Boolean numeric;

    Stored(InputFile file, Variable variable, Missing missing) {
        this.file = file;
        this.variable = variable;
        this.missing = missing;
    }

    Variable variable() {
        return variable;
    }

    Missing missing() {
        return missing;
    }

    /** Returns all entries as numbers, NaN where one is missing. */
    double[] numbers() {
        double[] known = numbers;
        if (known == null) {
            known = variable.numbers(missing::isMissing);
            if (variable.type() == Type.TEXT) {
                // Messages show what stands in a cell, also when the file is closed.
                texts();
            }
            for (int entry = 0; entry < known.length; entry++) {
                if (Double.isInfinite(known[entry])) {
                    throw refused(entry, "found an infinite number, expected a finite one.");
                }
                known[entry] = missing.isMissing(known[entry]) ? Double.NaN : known[entry];
            }
            numbers = known;
        }
        return known;
    }

    String[] texts() {
        String[] known = texts;
        if (known == null) {
            known = variable.texts();
            texts = known;
        }
        return known;
    }

    boolean isNumeric() {
        Boolean known = numeric;
        if (known == null) {
            known = variable.type().isNumeric() || Arrays.stream(texts())
                    .allMatch(text -> missing.isMissing(text) || Cells.isDecimal(Cells.canonical(text)));
            numeric = known;
        }
        return known;
    }

    InvalidSpecException refused(int entry, String why) {
        return file.refused("files", variable.place(entry) + ": " + why);
    }
}
