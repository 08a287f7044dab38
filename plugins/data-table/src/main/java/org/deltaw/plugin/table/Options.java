package org.deltaw.plugin.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deltaw.plugin.table.column.Cells;
import org.deltaw.plugin.table.column.Column;
import org.deltaw.spi.InvalidSpecException;

/**
 * Between which options animals chose, and how cells say them. Immutable.
 *
 * @param names of the options, in their order
 * @param indices of options by what the cells say, written in one way
 */
record Options(List<String> names, Map<String, Integer> indices) {
    /** Where nobody says which options there are, a column with more of them hardly holds choices. */
    private static final int MOST_FOUND = 100;

    /** Takes the options that the settings name, or finds all that were chosen in any table. */
    static Options of(ChoiceSettings settings, List<Column> columns) {
        List<String> names = new ArrayList<>();
        Map<String, Integer> indices = new LinkedHashMap<>();
        Map<String, String> options = settings.options().isEmpty() ? found(settings, columns) : settings.options();
        options.forEach((code, name) -> {
            if (indices.putIfAbsent(Cells.canonical(code), names.size()) != null) {
                throw new InvalidSpecException("choice.options", "'" + code + "' and another option mean the same cells; remove one.");
            }
            names.add(name);
        });
        return new Options(names, indices);
    }

    private static Map<String, String> found(ChoiceSettings settings, List<Column> columns) {
        Map<String, String> names = new TreeMap<>();
        for (Column column : columns) {
            String last = "";
            for (String cell : column.texts()) {
                if (!cell.equals(last) && !isMissing(settings, column, cell)) {
                    String code = Cells.canonical(cell);
                    names.putIfAbsent(code, Character.isLetter(cell.charAt(0)) ? cell : code);
                    last = cell;
                    requireFew(settings, names);
                }
            }
        }
        if (names.size() < 2) {
            throw new InvalidSpecException("choice", names.isEmpty() ? "No cell of column '" + settings.column() + "' holds a choice."
                    : "All choices are '" + names.values().iterator().next() + "', expected at least two options; if there was another, "
                            + "name both, as in choice: {column: " + settings.column() + ", options: {0: left, 1: right}}.");
        }
        Map<String, String> sorted = new TreeMap<>();
        names.values().forEach(name -> sorted.put(name, name));
        return sorted;
    }

    private static void requireFew(ChoiceSettings settings, Map<String, String> names) {
        if (names.size() > MOST_FOUND) {
            throw new InvalidSpecException("choice", "Column '" + settings.column() + "' holds more than " + MOST_FOUND
                    + " different values, as " + String.join(", ", names.values().stream().limit(3).toList())
                    + "; expected the column that says which option was chosen, or the options by name, as in options: {0: left, 1: "
                            + "right}.");
        }
    }

    private static boolean isMissing(ChoiceSettings settings, Column column, String cell) {
        if (column.isMissing(cell)) {
            return true;
        }
        return !settings.missing().isEmpty()
                && settings.missing().stream().anyMatch(each -> Cells.canonical(each).equals(Cells.canonical(cell)));
    }

    int count() {
        return names.size();
    }

    /** Returns for each row which option was chosen; -1 where none was. */
    int[] chosen(ChoiceSettings settings, Column column) {
        String[] cells = column.texts();
        int[] chosen = new int[cells.length];
        Arrays.setAll(chosen, row -> row > 0 && cells[row].equals(cells[row - 1]) ? chosen[row - 1] : chosen(settings, column, row));
        return chosen;
    }

    private int chosen(ChoiceSettings settings, Column column, int row) {
        String cell = column.texts()[row];
        Integer index = indices.get(Cells.canonical(cell));
        if (index != null) {
            return index;
        } else if (isMissing(settings, column, cell)) {
            return -1;
        }
        throw column.refused(row, "found '" + cell + "', expected " + String.join(" or ", indices.keySet())
                + "; name it in choice.options, or in choice.missing if it is no choice.");
    }
}
