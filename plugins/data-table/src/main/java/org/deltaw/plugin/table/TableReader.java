package org.deltaw.plugin.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.formats.DataFile;
import org.deltaw.formats.Group;
import org.deltaw.formats.TextOptions;
import org.deltaw.formats.Variable;
import org.deltaw.formats.open.FileFormats;
import org.deltaw.spi.data.InputFile;

/**
 * Makes a table of what a file holds. An array is a column, or several if it has a second axis, under the array's name; the columns
 * of an array that is alone in its file are named 0, 1 and so on.
 */
final class TableReader {
    private final InputFile file;
    private final Map<String, List<Column>> columns = new LinkedHashMap<>();
    private String first = "";
    private long rows = -1;

    private TableReader(InputFile file) {
        this.file = file;
    }

    /** Reads a file. */
    static Table read(InputFile file, char separator) {
        TableReader reader = new TableReader(file);
        try (DataFile data = FileFormats.open(file, TextOptions.builder().separator(separator).build())) {
            boolean table = data.root().kind() == Group.Kind.TABLE;
            List<Variable> variables = data.root().allVariables();
            boolean single = !table && variables.size() == 1 && variables.getFirst().name().equals(file.name());
            for (Variable variable : variables) {
                reader.add(variable, single);
            }
            if (reader.rows <= 0) {
                throw file.refused("files", table ? "there is no line after the names of columns, expected one for each step."
                        : "its arrays are empty, expected at least one step.");
            }
            return new Table(file, data.source(), reader.columns, (int) reader.rows);
        }
    }

    private void add(Variable variable, boolean single) {
        String name = variable.path();
        double[] numbers = variable.numbers(_ -> true);
        List<Long> axes = variable.shape().axes();
        if (axes.isEmpty() || axes.size() > 2) {
            throw file.refused("files", "array '" + name + "' has " + axes.size()
                    + " axes; expected one (steps) or two (steps, columns).");
        }
        if (rows >= 0 && axes.getFirst() != rows) {
            throw file.refused("files", "array '" + name + "' has " + axes.getFirst() + " steps, but '" + first + "' has " + rows
                    + "; expected the same number in all arrays.");
        }
        rows = axes.getFirst();
        first = first.isEmpty() ? name : first;
        String[] texts = variable.texts();
        int width = axes.size() == 1 ? 1 : Math.toIntExact(axes.get(1));
        List<Column> own = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            Column column = new Column(file, variable, single ? "" + i : width == 1 ? name : name + "[" + i + "]",
                    new Column.Cells(numbers, texts, i, width));
            own.add(column);
            if (single) {
                columns.put("" + i, List.of(column));
            }
        }
        if (!single) {
            columns.put(name, own);
        }
    }
}
