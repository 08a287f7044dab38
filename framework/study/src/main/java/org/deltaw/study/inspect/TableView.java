package org.deltaw.study.inspect;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * What is taken for the table of trials.
 *
 * @param table the group of each file that holds it; empty for the whole file
 * @param sideBySide whether the columns are files of their own
 * @param group its columns, as a spec names them
 * @param others all groups of the file that holds it
 */
record TableView(String table, boolean sideBySide, GroupView group, List<GroupView> others) {
    /** Finds a single value outside the table that counts for all of it: the one of lowest rank; none has the largest. */
    Optional<VariableView> single(ToIntFunction<VariableView> rank) {
        return others.stream().flatMap(each -> each.variables().stream())
                .filter(variable -> variable.shape().entries() == 1 && variable.missing() == 0 && variable.unreadable().isEmpty())
                .filter(variable -> rank.applyAsInt(variable) < Integer.MAX_VALUE).min(Comparator.comparingInt(rank));
    }

    /** Returns by what a spec names a column: its path from the table on, or from the root if it is not in it. */
    String name(VariableView column) {
        String path = column.path();
        return !table.isEmpty() && (path.startsWith(table + "/") || path.startsWith(table + ".")) && path.length() > table.length() ? path.substring(table.length() + 1) : path;
    }

    List<VariableView> columns() {
        return group.columns();
    }
}
