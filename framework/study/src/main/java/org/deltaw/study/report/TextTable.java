package org.deltaw.study.report;

import java.util.ArrayList;
import java.util.List;

/** A table in plain text: columns under each other, numbers to the right, long texts wrapped in the last column. */
public final class TextTable {
    private static final String GAP = "  ";
    private static final int WIDTH = 100;
    private static final int NARROWEST = 30;

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();
    private final int indent;

    /** Starts a table whose lines begin with two spaces. */
    public TextTable(String... header) {
        this.header = List.of(header);
        this.indent = GAP.length();
    }

    /** Adds a row with as many cells as the header has. */
    public TextTable row(String... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException("A row of " + cells.length + " cells does not fit " + header + ".");
        }
        rows.add(List.of(cells));
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    @Override
    public String toString() {
        List<List<String>> all = new ArrayList<>();
        if (header.stream().anyMatch(cell -> !cell.isEmpty())) {
            all.add(header);
        }
        all.addAll(rows);
        int columns = header.size();
        int[] widths = new int[columns];
        boolean[] right = new boolean[columns];
        for (int c = 0; c < columns; c++) {
            int column = c;
            widths[c] = all.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
            right[c] = !rows.isEmpty() && rows.stream().allMatch(row -> isNumber(row.get(column)));
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : all) {
            text.append(text.isEmpty() ? "" : System.lineSeparator()).append(line(row, widths, right));
        }
        return text.toString();
    }

    private String line(List<String> row, int[] widths, boolean[] right) {
        StringBuilder line = new StringBuilder(" ".repeat(indent));
        int last = row.size() - 1;
        for (int c = 0; c < last; c++) {
            String pad = " ".repeat(widths[c] - length(row.get(c)));
            line.append(right[c] ? pad + row.get(c) : row.get(c) + pad).append(GAP);
        }
        int start = line.length();
        if (right[last]) {
            line.append(" ".repeat(widths[last] - length(row.get(last))));
        }
        List<String> wrapped = wrapped(row.get(last), Math.max(NARROWEST, WIDTH - start));
        line.append(String.join(System.lineSeparator() + " ".repeat(start), wrapped));
        return line.toString().stripTrailing();
    }

    /** Breaks a text between words so that no line is longer than so many characters, if words allow. */
    public static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.stripTrailing().split(" ", -1)) {
            if (!line.isEmpty() && length(line.toString()) + 1 + length(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean isNumber(String cell) {
        return cell.matches("-|-?[0-9][0-9.,e-]*( %)?|NaN|-?infinite");
    }
}
