package org.deltaw.study.posterior;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What numbers are called in files of Stan, whose names hold letters, digits and underscores alone: {@code rule_w} for {@code rule.w},
 * {@code rule_x_r} for {@code rule.x*r}; the values that subjects or sessions have of a parameter are one array, with
 * {@code rule_w.1} for {@code rule.w@Fly1}. No two numbers have the same name. Immutable.
 *
 * @param fullNames the column of each number, by its full name in our other files, in the order of the file
 */
public record StanColumns(SequencedMap<String, String> fullNames) {
    private static final String UNIT = "@";

    /** Whose a name is: a parameter's that all share, or one's of which every unit has a value. */
    private record Owner(String parameter, boolean ofUnits) {
        static Owner of(String fullName) {
            int unit = fullName.indexOf(UNIT);
            return unit < 0 ? new Owner(fullName, false) : new Owner(fullName.substring(0, unit), true);
        }

        String safe() {
            String safe = parameter.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_+|_+$", "");
            return safe.isEmpty() || !Character.isLetter(safe.charAt(0)) ? "p_" + safe : safe;
        }
    }

    /**
     * Names numbers.
     *
     * @param fullNames each once
     * @throws IllegalArgumentException if one is there twice
     */
    public static StanColumns of(List<String> fullNames) {
        Map<Owner, String> names = names(fullNames);
        Map<Owner, Integer> units = new LinkedHashMap<>();
        SequencedMap<String, String> columns = new LinkedHashMap<>();
        for (String fullName : fullNames) {
            Owner owner = Owner.of(fullName);
            String name = names.get(owner) + (owner.ofUnits() ? "." + units.merge(owner, 1, Integer::sum) : "");
            if (columns.put(fullName, name) != null) {
                throw new IllegalArgumentException("Two numbers are called '" + fullName + "'.");
            }
        }
        return new StanColumns(columns);
    }

    private static Map<Owner, String> names(List<String> fullNames) {
        Set<Owner> owners = fullNames.stream().map(Owner::of).collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> wanted = owners.stream().map(Owner::safe).collect(Collectors.toSet());
        Set<String> taken = new HashSet<>();
        Map<Owner, String> names = new LinkedHashMap<>();
        for (Owner owner : owners) {
            String name = owner.safe();
            for (int next = 2; !taken.add(name); next++) {
                // What another one is called anyway is left to that one.
                String numbered = owner.safe() + "_" + next;
                name = wanted.contains(numbered) ? name : numbered;
            }
            names.put(owner, name);
        }
        return names;
    }

    /** Lists the names in the order of the file. */
    public List<String> columns() {
        return new ArrayList<>(fullNames.values());
    }

    /** Returns the full name of each column, as {@code columns} in {@code posterior.json} has it. */
    public SequencedMap<String, String> byColumn() {
        SequencedMap<String, String> byColumn = new LinkedHashMap<>();
        fullNames.forEach((fullName, column) -> byColumn.put(column, fullName));
        return byColumn;
    }
}
