package org.deltaw.plugin.table.column;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deltaw.formats.Group;
import org.deltaw.formats.Node;
import org.deltaw.formats.Shape;
import org.deltaw.formats.Variable;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Nearest;
import org.deltaw.spi.data.InputFile;

/**
 * The variables of a file, or of several side by side, by the names that a user may have for them: a plain name; a path; a name with
 * {@code *}; {@code name[i]} for one column of an array, counted from 0.
 */
public final class Variables {
    private static final int NAMES_SHOWN = 12;
    /** Nobody has more columns in one array. */
    private static final long MOST_NUMBERED = 1 << 20;
    private static final Pattern INDEXED = Pattern.compile("(.+)\\[([0-9]{1,9})]");

    private final InputFile file;
    private final List<Group> places;
    private final Map<String, Variable> byName = new LinkedHashMap<>();
    private final Optional<Variable> matrix;

    private Variables(InputFile file, List<Group> places, Optional<Variable> matrix) {
        this.file = file;
        this.places = places;
        this.matrix = matrix;
    }

    /**
     * What is asked for.
     *
     * @param name as the user has it
     * @param column of the variable; empty for all
     */
    record Found(String name, Variable variable, Optional<Integer> column) {}

    /**
     * Looks into a file.
     *
     * @param table the path of the group, or of the array, that holds the columns; if it is empty that is the whole file, or the only
     *     group in it
     */
    public static Variables of(InputFile file, Group root, Optional<String> table) {
        Node node = table.map(path -> root.find(path).orElseThrow(() -> noTable(file, root, path))).orElseGet(() -> only(root));
        if (node instanceof Variable variable) {
            return new Variables(file, List.of(root), Optional.of(variable));
        }
        Group group = (Group) node;
        List<Variable> members = group.variables();
        boolean alone = members.size() == 1 && group.kind() == Group.Kind.FOLDER;
        Variables variables = new Variables(file, List.of(group, root), alone ? Optional.of(members.getFirst()) : Optional.empty());
        members.forEach(member -> variables.byName.putIfAbsent(member.name(), member));
        return variables;
    }

    /**
     * Puts files side by side, whose variables are the columns. A variable that is the only one of its file has the file's name, in full
     * or without what all files' names begin with; another has its own, or that after the file's name and a point.
     *
     * @param folder in which they lie
     * @param files what is in each, by the file's name without its ending
     */
    public static Variables sideBySide(InputFile folder, Map<String, Group> files) {
        Variables variables = new Variables(folder, List.of(), Optional.empty());
        int common = commonBeginning(List.copyOf(files.keySet()));
        Map<String, Variable> full = new LinkedHashMap<>();
        Map<String, Variable> other = new LinkedHashMap<>();
        files.forEach((name, root) -> {
            List<Variable> members = root.allVariables();
            for (Variable member : members) {
                boolean alone = members.size() == 1;
                (alone ? full : other).put(alone ? name : name + "." + member.name(), member);
                (alone ? other : full).putIfAbsent(alone ? name.substring(common) : member.name(), member);
            }
        });
        variables.byName.putAll(full);
        other.forEach(variables.byName::putIfAbsent);
        return variables;
    }

    /** Counts the characters with which all names begin, up to the last point or other sign among them. */
    private static int commonBeginning(List<String> names) {
        String first = names.getFirst();
        int common = names.stream().mapToInt(name -> {
            int mismatch = Arrays.mismatch(first.toCharArray(), name.toCharArray());
            return mismatch < 0 ? first.length() : mismatch;
        }).min().orElse(0);
        int cut = names.size() == 1 ? 0 : common;
        while (cut > 0 && Character.isLetterOrDigit(first.charAt(cut - 1))) {
            cut--;
        }
        return cut;
    }

    /** Goes down as long as there is nothing but one group. */
    private static Group only(Group root) {
        Group group = root;
        while (group.members().size() == 1 && group.members().getFirst() instanceof Group inner) {
            group = inner;
        }
        return group;
    }

    private static InvalidSpecException noTable(InputFile file, Group root, String path) {
        List<String> groups = groups(root).stream().map(Group::path).toList();
        return file.refused("table", "there is no '" + path + "' in the file; "
                + (groups.isEmpty() ? "it has no groups, leave the setting out." : nearest(path, groups) + "there are " + shown(groups)
                        + "."));
    }

    private static List<Group> groups(Group root) {
        List<Group> all = new ArrayList<>();
        for (Node member : root.members()) {
            if (member instanceof Group group) {
                all.add(group);
                all.addAll(groups(group));
            }
        }
        return all;
    }

    InputFile file() {
        return file;
    }

    /** Finds what has exactly this name, or is at this path. */
    Optional<Found> exact(String name) {
        Variable known = byName.get(name);
        if (known != null) {
            return Optional.of(new Found(name, known, Optional.empty()));
        }
        for (Group place : places) {
            if (!name.isEmpty() && place.find(name).orElse(place) instanceof Variable variable) {
                return Optional.of(new Found(name, variable, Optional.empty()));
            }
        }
        Matcher indexed = INDEXED.matcher(name);
        if (indexed.matches()) {
            return exact(indexed.group(1)).map(found -> column(found.variable(), name, Integer.parseInt(indexed.group(2))));
        }
        return matrix.filter(variable -> name.matches("[0-9]{1,9}"))
                .map(variable -> column(variable, name, Integer.parseInt(name)));
    }

    private static Found column(Variable variable, String name, int column) {
        return new Found(name, variable, Optional.of(column));
    }

    /** Finds what a name with {@code *} stands for, in the order of the file. */
    List<Found> matching(String name) {
        if (!name.contains("*")) {
            return List.of();
        } else if (name.equals("*") && hasNumbersForNames()) {
            return matrix.map(variable -> new Found(name, variable, Optional.empty())).stream().toList();
        }
        Pattern pattern = Pattern.compile(Arrays.stream(name.split("\\*", -1)).map(Pattern::quote)
                .collect(Collectors.joining(".*")));
        return names().stream().filter(each -> pattern.matcher(each).matches()).flatMap(each -> exact(each).stream()).toList();
    }

    /** Lists the names of columns, as far as they are plain. */
    List<String> names() {
        if (!hasNumbersForNames()) {
            return List.copyOf(byName.keySet());
        }
        List<Long> axes = matrix.map(Variable::shape).map(Shape::axes).orElse(List.of());
        return axes.size() != 2 ? List.of("0") : IntStream.range(0, (int) Math.min(axes.getLast(), MOST_NUMBERED)).mapToObj(i -> "" + i)
                .toList();
    }

    /** Tells whether all there is is one array, whose columns have no names. */
    private boolean hasNumbersForNames() {
        return matrix.isPresent() && byName.size() <= 1;
    }

    /**
     * Makes the exception that says that there is no such column.
     *
     * @param where the place of the name in a text, as a phrase after a blank; empty if it stands alone
     */
    InvalidSpecException missing(String key, String name, String where) {
        List<String> names = names();
        if (hasNumbersForNames()) {
            return file.refused(key, "there is no column '" + name + "'" + where + ", for all that is in the file is one array, whose "
                    + "columns "
                    + "are numbered from 0; if it is itself a column of a table, and others lie beside it, set side-by-side: true.");
        }
        String tables = names.isEmpty() && !places.isEmpty()
                ? shown(groups(places.getLast()).stream().filter(group -> !group.variables().isEmpty()).map(Group::path).toList()) : "";
        return file.refused(key, "there is no column '" + name + "'" + where + "; " + (!names.isEmpty() ? nearest(name, names)
                + "there are " + shown(names)
                + "." : tables.isEmpty() ? "there is none at all." : "name the group that has it, as in table: " + tables + "."));
    }

    private static String nearest(String name, List<String> names) {
        return Nearest.to(name, names).map(near -> "the nearest is '" + near + "', ").orElse("");
    }

    private static String shown(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size())))
                + (names.size() > NAMES_SHOWN ? " and " + (names.size() - NAMES_SHOWN) + " more" : "");
    }
}
