package org.deltaw.plugin.table.column;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deltaw.spi.InvalidSpecException;
import org.jspecify.annotations.Nullable;

/** A column whose cells are codes, read as what they stand for. */
final class CodedColumn implements Column {
    private final Column codes;
    private final Map<String, String> meanings = new LinkedHashMap<>();
    private String @Nullable [] texts;
    private double @Nullable [] numbers;

    /** @param meanings what each code stands for; a number and True and False are codes however they are written */
    CodedColumn(Column codes, Map<String, String> meanings) {
        this.codes = codes;
        meanings.forEach((code, meaning) -> this.meanings.put(Cells.canonical(code), meaning));
    }

    @Override
    public String name() {
        return codes.name();
    }

    @Override
    public String[] texts() {
        String[] known = texts;
        if (known == null) {
            String[] all = codes.texts();
            known = new String[all.length];
            Arrays.setAll(known, row -> meaning(all[row], row));
            texts = known;
        }
        return known;
    }

    private String meaning(String code, int row) {
        String meaning = meanings.get(Cells.canonical(code));
        if (meaning != null) {
            return meaning;
        } else if (codes.isMissing(code)) {
            return "";
        }
        throw codes.refused(row, "found '" + code + "', expected a code of codings." + name() + ": " + String.join(", ", meanings.keySet())
                + ".");
    }

    @Override
    public double[] numbers() {
        double[] known = numbers;
        if (known == null) {
            String[] all = texts();
            known = new double[all.length];
            Arrays.setAll(known, row -> number(all[row], row));
            numbers = known;
        }
        return known;
    }

    private double number(String text, int row) {
        if (isMissing(text)) {
            return Double.NaN;
        }
        String number = Cells.canonical(text);
        if (Cells.isDecimal(number) && Double.isFinite(Double.parseDouble(number))) {
            return Double.parseDouble(number);
        }
        throw refused(row, "the code stands for '" + text + "', expected a number; change codings." + name() + ".");
    }

    @Override
    public boolean isMissing(String text) {
        return codes.isMissing(text);
    }

    @Override
    public boolean isNumeric() {
        return Arrays.stream(texts()).allMatch(text -> isMissing(text) || Cells.isDecimal(Cells.canonical(text)));
    }

    @Override
    public InvalidSpecException refused(int row, String why) {
        return codes.refused(row, why);
    }
}
