package org.deltaw.study.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Writes tables for programs (RFC 4180). */
public final class Csv {
    private final StringBuilder text = new StringBuilder();

    /** Adds a line: texts in quotes where need be, numbers with all their digits, nothing for what is empty or not finite. */
    public Csv row(List<?> cells) {
        text.append(cells.stream().map(Csv::cell).collect(Collectors.joining(","))).append('\n');
        return this;
    }

    private static String cell(Object cell) {
        if (cell instanceof OptionalDouble number) {
            return number.isPresent() ? cell(number.getAsDouble()) : "";
        }
        if (cell instanceof Double number && !Double.isFinite(number)) {
            return "";
        }
        String text = cell.toString();
        return text.matches("[^,\"\\r\\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
