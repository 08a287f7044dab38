package org.deltaw.plugin.table.column;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.deltaw.formats.Shape;
import org.deltaw.formats.Variable;
import org.deltaw.spi.data.InputFile;

/**
 * Which axis of each variable is that of the steps: the one that all of them have, whichever way round each was saved.
 *
 * @param rows how many steps there are
 */
record Steps(int rows) {
    /**
     * Finds the number of steps that fits all variables. Where several do, as for a square array, steps are rows; or columns, if they are
     * said to be.
     *
     * @param transposed whether steps are said to be columns
     */
    static Steps of(InputFile file, Collection<Variable> variables, boolean transposed) {
        Set<Long> possible = new LinkedHashSet<>();
        List<Variable> seen = new ArrayList<>();
        for (Variable variable : variables) {
            List<Long> lengths = lengths(file, variable, transposed);
            if (lengths.isEmpty()) {
                continue;
            }
            if (seen.isEmpty()) {
                possible.addAll(lengths);
            } else if (lengths.stream().noneMatch(possible::contains)) {
                throw file.refused("files", "'" + variable.path() + "' is " + variable.shape() + ", but '" + seen.getFirst().path()
                        + "' is " + seen.getFirst().shape() + "; expected the same number of steps in all that the spec names.");
            } else {
                possible.retainAll(lengths);
            }
            seen.add(variable);
        }
        long rows = possible.stream().findFirst().orElse(1L);
        if (rows == 0 || rows > Integer.MAX_VALUE - 8) {
            throw file.refused("files", rows == 0 ? "there is nothing in '" + seen.getFirst().path() + "', expected at least "
                    + "one step." : "'" + seen.getFirst().path() + "' has " + rows + " steps; expected less than 2^31.");
        }
        return new Steps((int) rows);
    }

    /** Lists the numbers of steps that a variable may have, the likelier first; none if it is one value for all steps. */
    private static List<Long> lengths(InputFile file, Variable variable, boolean transposed) {
        List<Long> axes = axes(variable);
        if (axes.size() > 2) {
            throw file.refused("files", "'" + variable.path() + "' is " + variable.shape()
                    + "; expected at most two axes: one of steps, and one of columns.");
        }
        if (isSingle(variable.shape())) {
            return List.of();
        }
        List<Long> lengths = new ArrayList<>(axes);
        boolean row = axes.size() == 2 && axes.getFirst() == 1;
        if (row || (transposed && axes.size() == 2)) {
            lengths = new ArrayList<>(lengths.reversed());
        }
        return lengths;
    }

    private static List<Long> axes(Variable variable) {
        List<Long> axes = variable.shape().axes();
        return axes.size() <= 2 ? axes : axes.stream().filter(axis -> axis != 1).toList();
    }

    /** Tells whether a variable is one value, as MATLAB stores it or without any axis. */
    private static boolean isSingle(Shape shape) {
        return shape.axes().isEmpty() || (shape.axes().size() > 1 && shape.entries() == 1);
    }

    /** Returns the columns of a variable. */
    List<Column> columns(String name, Stored stored, boolean transposed) {
        List<Long> axes = axes(stored.variable());
        if (isSingle(stored.variable().shape())) {
            return List.of(new StoredColumn(name, stored, rows, 0, 0));
        } else if (axes.size() == 1) {
            return List.of(new StoredColumn(name, stored, rows, 0, 1));
        }
        boolean down = axes.getFirst() == rows && !(transposed && axes.getLast() == rows);
        int count = (int) (down ? axes.getLast() : axes.getFirst()).longValue();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            columns.add(new StoredColumn(count == 1 ? name : name + "[" + i + "]", stored, rows, down ? i : i * rows, down ? count : 1));
        }
        return columns;
    }
}
