package org.deltaw.study.posterior;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of parameters as columns of Stan's CSV files, where names are made of letters, digits and underscores, and arrays have a column
 * for each entry, {@code name.1}, {@code name.2} and so on: {@code rule.x*r} is {@code rule_x_r}, and the values of units are the entries of
 * an array in their order, {@code rule_w.1}; {@code rule_w_units.1} where there is a {@code rule_w} of the population.
 */
record StanColumns(SequencedMap<String, String> columns) {
    private static final Pattern NAME = Pattern.compile("([^@\\[]+)((?:\\[\\d+])*)(@.*)?", Pattern.DOTALL);
    private static final String UNITS = "_units";

    /** Names the columns of parameters; the map leads from the columns to their names. */
    static StanColumns of(List<String> names) {
        Set<String> ofAll = new HashSet<>();
        names.stream().filter(name -> name.indexOf('@') < 0).map(name -> matched(name).group(1)).forEach(ofAll::add);
        Map<String, String> safe = new HashMap<>();
        Set<String> taken = new HashSet<>();
        Map<String, Integer> units = new HashMap<>();
        SequencedMap<String, String> columns = new LinkedHashMap<>();
        for (String name : names) {
            Matcher parts = matched(name);
            boolean ofUnit = parts.group(3) != null;
            String array = parts.group(1) + (ofUnit && ofAll.contains(parts.group(1)) ? UNITS : "");
            StringBuilder column = new StringBuilder(safe.computeIfAbsent(array, key -> free(key, taken)));
            for (String index : parts.group(2).replace("[", "").split("]")) {
                column.append(index.isEmpty() ? "" : "." + (Integer.parseInt(index) + 1));
            }
            if (ofUnit) {
                column.append('.').append(units.merge(column.toString(), 1, Integer::sum));
            }
            columns.put(column.toString(), name);
        }
        return new StanColumns(columns);
    }

    private static Matcher matched(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name of a parameter.");
        }
        return matcher;
    }

    private static String free(String name, Set<String> taken) {
        String safe = name.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^(?=[^A-Za-z])", "p").replaceAll("_+$", "");
        String free = safe;
        for (int number = 2; !taken.add(free); number++) {
            free = safe + "_" + number;
        }
        return free;
    }
}
