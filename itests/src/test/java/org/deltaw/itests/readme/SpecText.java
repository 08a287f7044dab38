package org.deltaw.itests.readme;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sections of a spec in YAML, each as it was written. */
record SpecText(Map<String, String> sections) {
    private static final Pattern KEY = Pattern.compile("^([\\w$-]+):.*");
    private static final Set<String> REQUIRED = Set.of("data", "network", "loss");
    private static final Set<String> EITHER = Set.of("rule", "rules");

    /** Cuts a text where a line begins with a key. */
    static SpecText of(String yaml) {
        Map<String, String> sections = new LinkedHashMap<>();
        String key = "";
        for (String line : yaml.lines().toList()) {
            Matcher begin = KEY.matcher(line);
            key = begin.matches() ? begin.group(1) : key;
            sections.merge(key, line + "\n", String::concat);
        }
        return new SpecText(sections);
    }

    /** Tells whether it needs no other. */
    boolean isComplete() {
        return sections.keySet().containsAll(REQUIRED) && hasRules();
    }

    private boolean hasRules() {
        return EITHER.stream().anyMatch(sections::containsKey);
    }

    /** Returns this spec, with what it lacks from another. */
    SpecText completedBy(SpecText other) {
        Map<String, String> all = new LinkedHashMap<>(sections);
        other.sections.forEach((key, text) -> {
            if (!(hasRules() && EITHER.contains(key))) {
                all.putIfAbsent(key, text);
            }
        });
        return new SpecText(all);
    }

    @Override
    public String toString() {
        return String.join("", sections.values());
    }
}
