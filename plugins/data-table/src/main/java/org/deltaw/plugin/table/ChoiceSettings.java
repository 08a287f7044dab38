package org.deltaw.plugin.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;

/** Which column holds choices between options, and how it says them. */
public record ChoiceSettings(
        @Setting("the column that says which option was chosen; an empty cell means that none was") String column,
        @Setting(value = "what the options are called, by what the cells say, in the order in which the network has them, as in {0: "
                        + "left, 1: right}; without it each text that a cell of any file holds is an option, sorted as texts",
                        byDefault = "{}")
                Map<String, String> options,
        @Setting(value = "what else the cells say where no option was chosen, as in [2]", byDefault = "[]") List<String> missing) {
    public ChoiceSettings {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        missing = List.copyOf(missing);
        if (column.isBlank()) {
            throw new InvalidSpecException("column", "The name is empty, expected that of a column, as in choice.");
        }
        if (options.size() == 1) {
            throw new InvalidSpecException("options", "There is one option, " + options + "; expected at least two, as in {0: left, 1: "
                    + "right}.");
        }
        for (String name : options.values()) {
            if (name.isBlank() || Collections.frequency(options.values(), name) > 1) {
                throw new InvalidSpecException("options", (name.isBlank() ? "An option has no name" : "Two options are called '" + name
                        + "'")
                        + "; expected a name of its own for each, as in {0: left, 1: right}.");
            }
        }
    }

    /** Reads the short form: the name of the column. */
    public static ChoiceSettings parse(String column) {
        return new ChoiceSettings(column, Map.of(), List.of());
    }
}
