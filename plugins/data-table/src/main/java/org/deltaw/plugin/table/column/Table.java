package org.deltaw.plugin.table.column;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.deltaw.expr.text.Part;
import org.deltaw.expr.text.Span;
import org.deltaw.expr.text.TextException;
import org.deltaw.expr.text.TextExpression;
import org.deltaw.formats.Variable;
import org.deltaw.plugin.table.column.Variables.Found;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Nearest;
import org.deltaw.spi.data.InputFile;

/** The columns of a file that a spec names, stored and computed, all of the same number of rows. For one thread. */
public final class Table {
    /** What nobody writes who means a name. */
    private static final Pattern COMPUTING = Pattern.compile("\\s[-+*/^<>=!|&]+\\s|['\"()=<>|&^+`]");

    private final Variables variables;
    private final Reading reading;
    private final Steps steps;
    private final Map<Variable, Stored> stored = new HashMap<>();
    private final Map<String, List<Column>> columns = new LinkedHashMap<>();

    private Table(Variables variables, Reading reading, Steps steps) {
        this.variables = variables;
        this.reading = reading;
        this.steps = steps;
    }

    /**
     * How columns are read.
     *
     * @param transposed whether steps are the columns of arrays, where their shapes leave it open
     * @param missing which cells hold no value
     * @param codings what the codes of columns stand for, by the column's name
     * @param literals the texts with which columns are compared
     */
    public record Reading(boolean transposed, Missing missing, Map<String, Map<String, String>> codings, Literals literals) {}

    /**
     * Names of columns in a setting.
     *
     * @param key of the setting
     * @param names each a name, a name with {@code *}, or a text that computes a column
     */
    public record Use(String key, List<String> names) {}

    /** What a name stands for: variables, or a computation from some. */
    private record Meaning(List<Found> found, Optional<TextExpression> computed) {}

    /**
     * Looks up all columns that are used.
     *
     * @throws InvalidSpecException if there is no such column, or columns have different numbers of rows
     */
    public static Table of(Variables variables, Collection<Use> uses, Reading reading) {
        Map<String, Meaning> meanings = new LinkedHashMap<>();
        for (Use use : uses) {
            use.names().forEach(name -> meanings.computeIfAbsent(name, _ -> meaning(variables, use.key(), name)));
        }
        List<Variable> used = meanings.values().stream().flatMap(meaning ->
                meaning.found().stream()).map(Found::variable).distinct().toList();
        Table table = new Table(variables, reading, Steps.of(variables.file(), used, reading.transposed()));
        for (Use use : uses) {
            use.names().forEach(name -> {
                if (!table.columns.containsKey(name)) {
                    table.columns.put(name, table.columns(use.key(), name, meanings.getOrDefault(name, new Meaning(List.of(),
                            Optional.empty()))));
                }
            });
        }
        return table;
    }

    /** A column whose very name looks like a computation comes first, and then what computes from columns that are there. */
    private static Meaning meaning(Variables variables, String key, String name) {
        Optional<Found> exact = variables.exact(name);
        if (exact.isPresent()) {
            return new Meaning(List.of(exact.get()), Optional.empty());
        }
        List<Found> matching = variables.matching(name);
        try {
            TextExpression text = TextExpression.parse(name);
            if (matching.isEmpty() || text.names().stream().allMatch(each -> variables.exact(each).isPresent())) {
                return new Meaning(operands(variables, key, text), Optional.of(text));
            }
        } catch (TextException wrong) {
            if (matching.isEmpty()) {
                throw COMPUTING.matcher(name).find() ? refused(key, wrong) : variables.missing(key, name, "");
            }
        }
        return new Meaning(matching, Optional.empty());
    }

    private static List<Found> operands(Variables variables, String key, TextExpression text) {
        List<Found> found = new ArrayList<>();
        for (String name : text.names()) {
            found.add(variables.exact(name).orElseThrow(() -> variables.missing(key, name, where(text, name))));
        }
        if (found.isEmpty()) {
            throw variables.missing(key, text.toString(), "");
        }
        return found;
    }

    /** Says where in a text a name stands, unless that is all there is. */
    private static String where(TextExpression text, String name) {
        int place = text.parts().stream().filter(part -> part instanceof Part.Name(String each, Span _) && each.equals(name))
                .mapToInt(part -> part.span().start()).findFirst().orElse(0);
        return text.parts().size() == 1 ? "" : " at character " + (text.toString().codePointCount(0, place) + 1) + " of '" + text + "'";
    }

    private static InvalidSpecException refused(String key, TextException wrong) {
        return new InvalidSpecException(key, wrong.sentence(wrong.unknown().isEmpty() ? Optional.empty()
                : Nearest.to(wrong.unknown(), wrong.known())));
    }

    private List<Column> columns(String key, String name, Meaning meaning) {
        if (meaning.computed().isEmpty()) {
            return meaning.found().stream().flatMap(found -> columns(key, found).stream()).toList();
        }
        TextExpression text = meaning.computed().get();
        Map<String, Column> operands = new HashMap<>();
        meaning.found().forEach(found -> operands.put(found.name(), one(key, found.name(), columns(key, found))));
        try {
            return List.of(new Computation(text, operands, steps.rows(), reading.literals(), key).column(name));
        } catch (TextException wrong) {
            throw refused(key, wrong);
        }
    }

    private List<Column> columns(String key, Found found) {
        Variable variable = found.variable();
        Stored values = stored.computeIfAbsent(variable, _ -> new Stored(variables.file(), variable, reading.missing()));
        List<Column> all = steps.columns(found.name(), values, reading.transposed());
        List<Column> chosen = found.column().map(index -> {
            if (index >= all.size()) {
                throw variables.file().refused(key, "'" + found.name() + "' is none of the " + all.size() + " columns of '"
                        + variable.path()
                        + "', which are counted from 0.");
            }
            return List.of(all.get(index));
        }).orElse(all);
        Map<String, String> coding = reading.codings().get(found.name());
        return coding == null ? chosen : chosen.stream().<Column>map(column -> new CodedColumn(column, coding)).toList();
    }

    private Column one(String key, String name, List<Column> found) {
        if (found.size() != 1) {
            throw variables.file().refused(key, "'" + name + "' stands for " + found.size() + " columns, expected one.");
        }
        return found.getFirst();
    }

    /** Returns where the columns are. */
    public InputFile file() {
        return variables.file();
    }

    /** Returns the number of rows, at least 1. */
    public int rows() {
        return steps.rows();
    }

    /** Returns columns that are used, in their order. */
    public List<Column> all(List<String> names) {
        return names.stream().flatMap(name -> columns.getOrDefault(name, List.of()).stream()).toList();
    }

    /**
     * Returns a column that is used.
     *
     * @throws InvalidSpecException if the name stands for several
     */
    public Column one(String key, String name) {
        return one(key, name, all(List.of(name)));
    }
}
