package org.deltaw.study.record;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Writes tables for programs (RFC 4180), with columns named in snake case. */
public final class Csv {
    private static final Pattern QUOTED = Pattern.compile("[,\"\\r\\n]");
    private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private final StringBuilder text = new StringBuilder();

    /** Returns the name that a column has for a key of our JSON files: {@code weightError} is {@code weight_error}. */
    public static String column(String key) {
        return CAPITAL.matcher(key).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    /** Adds a line: texts in quotes where need be, numbers with all their digits, nothing for what is empty or not finite. */
    public Csv row(List<?> cells) {
        for (int i = 0; i < cells.size(); i++) {
            text.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
        }
        text.append('\n');
        return this;
    }

    /** Writes one cell: a text in quotes if it holds what separates cells. */
    static String cell(Object cell) {
        if (cell instanceof OptionalDouble number) {
            return number.isPresent() ? cell(number.getAsDouble()) : "";
        }
        if (cell instanceof Double number && !Double.isFinite(number)) {
            return "";
        }
        String text = cell.toString();
        return QUOTED.matcher(text).find() ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
