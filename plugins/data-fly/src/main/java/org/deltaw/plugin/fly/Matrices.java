package org.deltaw.plugin.fly;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltaw.formats.Group;
import org.deltaw.formats.Node;
import org.deltaw.formats.Type;
import org.deltaw.formats.Variable;
import org.deltaw.spi.Nearest;

/** Takes matrices of numbers out of a file. */
final class Matrices {
    private Matrices() {}

    /**
     * Reads variables.
     *
     * @param content of the file
     * @param names of the variables that it must hold
     * @return for each name a matrix
     * @throws org.deltaw.spi.InvalidSpecException if it lacks a variable, or holds something else under its name
     */
    static Map<String, Matrix> read(RecordingFile file, Group content, List<String> names) {
        Map<String, Variable> variables = new LinkedHashMap<>();
        for (String name : names) {
            variables.put(name, variable(file, content, name, names));
        }
        Map<String, Matrix> matrices = new LinkedHashMap<>();
        variables.forEach((name, variable) -> matrices.put(name, matrix(file, name, variable)));
        return matrices;
    }

    private static Variable variable(RecordingFile file, Group content, String name, List<String> names) {
        return switch (content.find(name).orElse(null)) {
            case Variable variable -> variable;
            case Group _ -> throw file.refused(name + " is a struct or a group, expected a matrix of numbers; save it as one.");
            case null -> throw file.refused(missing(name, names, found(content)));
        };
    }

    private static Set<String> found(Group content) {
        Set<String> found = new LinkedHashSet<>();
        content.members().stream().map(Node::name).forEach(found::add);
        return found;
    }

    private static String missing(String name, List<String> names, Set<String> found) {
        return "there is no variable " + name + ", expected " + String.join(", ", names)
                + (found.isEmpty() ? ", but the file holds none"
                        : ", found " + String.join(", ", found.stream().limit(20).toList())
                                + (found.size() > 20 ? " and others" : ""))
                + Nearest.to(name, found).filter(nearest -> !names.contains(nearest))
                        .map(nearest -> "; rename " + nearest + " if it is meant.")
                        .orElse("; save the file again with all of them.");
    }

    private static Matrix matrix(RecordingFile file, String name, Variable variable) {
        if (variable.type() == Type.TEXT) {
            throw file.refused(name + " holds text (" + variable.stored() + "), expected numbers; save it as double.");
        }
        List<Long> axes = variable.shape().axes();
        if (variable.type() != Type.OTHER && (axes.isEmpty() || axes.size() > 2)) {
            throw file.refused(name + " has " + axes.size() + " dimensions, expected rows and columns; save it as a matrix.");
        }
        if (variable.type() != Type.OTHER && variable.shape().entries() == 0) {
            throw file.refused(name + " is empty, with " + axes.getFirst() + " rows and " + (axes.size() == 1 ? 1 : axes.get(1))
                    + " columns, expected the choices of a fly; save it again.");
        }
        double[] values = variable.numbers();
        int rows = Math.toIntExact(variable.shape().rows());
        return new Matrix(name, rows, values.length / rows, values);
    }
}
