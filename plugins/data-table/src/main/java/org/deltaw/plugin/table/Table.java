package org.deltaw.plugin.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Nearest;
import org.deltaw.spi.data.InputFile;
import org.deltaw.spi.data.SourceFile;

/**
 * A file with columns of equal length.
 *
 * @param source the file, for the record
 * @param columns by the name a user has for them: one of a CSV file, or all of an array
 * @param rows at least 1
 */
record Table(InputFile file, SourceFile source, Map<String, List<Column>> columns, int rows) {
    private static final int NAMES_SHOWN = 12;

    /**
     * Finds columns by name or pattern, in the order of the file.
     *
     * @param key of the setting that lists them
     * @throws InvalidSpecException if one is missing; the message names the nearest
     */
    List<Column> all(String key, List<String> names) {
        List<Column> found = new ArrayList<>();
        names.forEach(name -> found.addAll(all(key, name)));
        return found;
    }

    /** Finds one column. */
    Column one(String key, String name) {
        List<Column> found = all(key, name);
        if (found.size() > 1) {
            throw file.refused(key, "'" + name + "' stands for " + found.size() + " columns, expected one.");
        }
        return found.getFirst();
    }

    private List<Column> all(String key, String name) {
        List<Column> exact = columns.get(name);
        if (exact != null) {
            return exact;
        }
        Pattern pattern = Pattern.compile(Arrays.stream(name.split("\\*", -1)).map(Pattern::quote)
                .collect(Collectors.joining(".*")));
        List<Column> matching = name.contains("*")
                ? columns.entrySet().stream().filter(each -> pattern.matcher(each.getKey()).matches())
                        .flatMap(each -> each.getValue().stream()).toList()
                : List.of();
        if (matching.isEmpty()) {
            throw missing(key, name);
        }
        return matching;
    }

    private InvalidSpecException missing(String key, String name) {
        List<String> names = List.copyOf(columns.keySet());
        String shown = String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size())))
                + (names.size() > NAMES_SHOWN ? " and " + (names.size() - NAMES_SHOWN) + " more" : "");
        return file.refused(key, "there is no column '" + name + "'; "
                + Nearest.to(name, names).map(near -> "the nearest is '" + near + "', ").orElse("") + "there are " + shown
                + ".");
    }
}
