package org.deltaw.study.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltaw.formats.Group;
import org.deltaw.formats.Node;
import org.deltaw.formats.Variable;

/**
 * What there is to see of a group of variables.
 *
 * @param path by which a spec names it; empty for all that a file holds
 */
public record GroupView(String path, List<VariableView> variables) {
    public GroupView {
        variables = List.copyOf(variables);
    }

    /** Looks at a group, and at all groups in it; those without variables are left out. */
    static List<GroupView> of(Group group) {
        List<VariableView> variables = new ArrayList<>();
        List<GroupView> inner = new ArrayList<>();
        for (Node member : group.members()) {
            switch (member) {
                case Variable variable -> variables.add(VariableView.of(variable.path(), variable));
                case Group each -> inner.addAll(of(each));
            }
        }
        List<GroupView> all = new ArrayList<>();
        if (!variables.isEmpty()) {
            all.add(new GroupView(group.path(), variables));
        }
        all.addAll(inner);
        return all;
    }

    /** Returns the number of steps that most of its columns have. */
    public long rows() {
        return variables.stream().filter(VariableView::isColumn).map(VariableView::length).filter(length -> length > 1)
                .reduce((a, b) -> frequency(a) >= frequency(b) ? a : b).orElse(variables.isEmpty() ? 0 : variables.getFirst().length());
    }

    private long frequency(long length) {
        return variables.stream().filter(variable -> variable.isColumn() && variable.length() == length).count();
    }

    /** Lists the variables with a value for each step. */
    List<VariableView> columns() {
        long rows = rows();
        return variables.stream().filter(variable -> variable.isColumn() && variable.length() == rows).toList();
    }

    /** Finds a variable by its name, whatever the size of its letters. */
    Optional<VariableView> named(String name) {
        return variables.stream().filter(variable -> variable.name().equalsIgnoreCase(name)).findFirst();
    }
}
