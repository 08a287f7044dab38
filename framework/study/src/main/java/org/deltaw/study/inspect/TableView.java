package org.deltaw.study.inspect;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.deltaw.formats.Type;

/**
 * What is taken for the table of trials.
 *
 * @param table the group of each file that holds it; empty for the whole file
 * @param sideBySide whether the columns are files of their own
 * @param group its columns, as a spec names them
 * @param others all groups of the file that holds it
 */
record TableView(String table, boolean sideBySide, GroupView group, List<GroupView> others) {
    private static final List<String> INPUT_WORDS = List.of(
            "x", "input", "inputs", "odour", "odor", "odours", "odors", "stimulus", "stim", "stimuli", "cue", "cues", "contrast");

    /** Finds a single value outside the table that counts for all of it: the one of lowest rank; none has the largest. */
    Optional<VariableView> single(ToIntFunction<VariableView> rank) {
        return others.stream().flatMap(each -> each.variables().stream())
                .filter(variable -> variable.shape().entries() == 1 && variable.missing() == 0 && variable.unreadable().isEmpty())
                .filter(variable -> rank.applyAsInt(variable) < Integer.MAX_VALUE).min(Comparator.comparingInt(rank));
    }

    /** Returns by what a spec names a column: its path from the table on, or from the root if it is not in it. */
    String name(VariableView column) {
        String path = column.path();
        return !table.isEmpty() && (path.startsWith(table + "/") || path.startsWith(table + ".")) && path.length() > table.length()
                ? path.substring(table.length() + 1) : path;
    }

    List<VariableView> columns() {
        return group.columns();
    }

    /** Lists what is called as inputs are: columns, and arrays with several. */
    List<VariableView> inputs() {
        return group.variables().stream().filter(variable -> variable.isNumeric() && variable.type() != Type.BOOLEAN && width(variable) > 0)
                .filter(variable -> {
                    List<String> words = ColumnName.of(variable.name().replaceAll("([a-zA-Z])([0-9]+)$", "$1 $2")).words();
                    return !words.isEmpty() && INPUT_WORDS.contains(words.getFirst()) && words.size() <= 2
                            && (words.size() == 1 || words.get(1).matches("[0-9]+|left|right|l|r|a|b"));
                }).toList();
    }

    /** Returns how many columns a variable has; 0 if none of its axes is that of the steps. */
    long width(VariableView variable) {
        List<Long> axes = variable.shape().axes();
        return axes.size() > 2 || !axes.contains(group.rows()) ? 0 : variable.shape().entries() / group.rows();
    }
}
