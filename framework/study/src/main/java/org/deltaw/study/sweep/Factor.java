package org.deltaw.study.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;
import org.jspecify.annotations.Nullable;

/**
 * Something that differs between fits.
 *
 * @param name as tables and figures call it
 */
public record Factor(
        @Setting("its name in tables and figures") String name,
        @Setting("the key of the spec that differs, as in data.noise; or cases below") Optional<String> key,
        @Setting(value = "the values of that key", byDefault = "[]") List<String> values,
        @Setting(value = "levels by name, each with all its changes of the spec", byDefault = "{}")
                Map<String, List<String>> cases) {
    /** Names that tables use for other things. */
    private static final List<String> TAKEN = List.of("seed", "subject", "outcome", "reason");

    public Factor {
        values = List.copyOf(values);
        cases = Collections.unmodifiableMap(new LinkedHashMap<>(cases));
        if (name.isBlank() || TAKEN.contains(name)) {
            throw new InvalidSpecException("name", "A factor cannot be called '" + name + "'; tables use "
                    + String.join(", ", TAKEN) + " for something else.");
        }
        if (key.isPresent() == values.isEmpty() || values.isEmpty() == cases.isEmpty()) {
            throw new InvalidSpecException("Factor '" + name + "' needs either a key with its values, as in "
                    + "{name: noise, key: data.noise, values: [0, 0.1]}, or cases, as in {name: rule, cases: {small: "
                    + "['rule.terms=[x*r]']}}.");
        }
    }

    /** Returns for each level, by name, its changes of the spec. */
    SequencedMap<String, List<String>> levels() {
        SequencedMap<String, List<String>> levels = new LinkedHashMap<>(cases);
        key.ifPresent(changed -> values.forEach(value -> levels.put(value, List.of(changed + "=" + value))));
        return levels;
    }

    /** Refuses a level that none of some factors has. */
    static void requireLevel(String key, List<Factor> factors, String factor, String level) {
        Names.requireKnown(key, "factor", factor, factors.stream().map(Factor::name).toList());
        Names.requireKnown(key, "level of '" + factor + "'", level, List.copyOf(factors.stream()
                .filter(one -> one.name().equals(factor)).findFirst().orElseThrow().levels().keySet()));
    }

    /** Returns the same with some levels only; with all if none are named. */
    Factor only(@Nullable List<String> names) {
        if (names == null) {
            return this;
        }
        SequencedMap<String, List<String>> kept = new LinkedHashMap<>();
        names.stream().filter(cases::containsKey).forEach(level -> kept.put(level, cases.get(level)));
        return new Factor(name, key, new ArrayList<>(values.stream().filter(names::contains).toList()), kept);
    }
}
