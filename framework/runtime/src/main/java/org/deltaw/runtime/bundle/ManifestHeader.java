package org.deltaw.runtime.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a header of a bundle's manifest, such as {@code Import-Package}; syntax in OSGi Core 8, 3.2.4. */
public final class ManifestHeader {
    /**
     * A part of a header.
     *
     * @param name of a package, for instance
     * @param parameters attributes, and directives with a colon at the end of their names
     */
    public record Clause(String name, Map<String, String> parameters) {
        boolean optional() {
            return "optional".equals(parameters.get("resolution:"));
        }

        /** Returns the range of versions as written; empty if there is none. */
        public String version() {
            return parameters.getOrDefault("version", "");
        }
    }

    private ManifestHeader() {}

    /** Reads a header; one that is absent has no clauses. */
    public static List<Clause> parse(@Nullable String header) {
        List<Clause> clauses = new ArrayList<>();
        for (String clause : split(header == null ? "" : header, ',')) {
            List<String> names = new ArrayList<>();
            Map<String, String> parameters = new TreeMap<>();
            for (String part : split(clause, ';')) {
                int equals = part.indexOf('=');
                if (equals < 0) {
                    names.add(part);
                } else {
                    parameters.put(part.substring(0, equals).strip(),
                            part.substring(equals + 1).strip().replaceAll("^\"|\"$", ""));
                }
            }
            names.forEach(name -> clauses.add(new Clause(name, parameters)));
        }
        return clauses;
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || (text.charAt(i) == separator && !quoted)) {
                String part = text.substring(start, i).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                start = i + 1;
            } else if (text.charAt(i) == '"') {
                quoted = !quoted;
            }
        }
        return parts;
    }
}
