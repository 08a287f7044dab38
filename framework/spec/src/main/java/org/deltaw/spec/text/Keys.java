package org.deltaw.spec.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keys joined by dots, as a user writes them to name a place in a spec: {@code loss.1.weight}. A key that
 * holds a dot itself is found as it is, if the spec has it; else it is written in double quotes.
 */
public final class Keys {
    private static final Pattern KEY = Pattern.compile("\"([^\"]*)\"|([^\".]+)");

    private Keys() {}

    /** Takes keys apart; empty if they are not written as they should be. */
    public static Optional<List<String>> split(String keys) {
        List<String> split = new ArrayList<>();
        Matcher matcher = KEY.matcher(keys);
        int at = 0;
        while (matcher.region(at, keys.length()).lookingAt()) {
            split.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
            at = matcher.end();
            if (at == keys.length()) {
                return Optional.of(split);
            }
            if (keys.charAt(at) != '.') {
                return Optional.empty();
            }
            at++;
        }
        return Optional.empty();
    }

    /** Writes the numbers of lists' entries as overrides have them: {@code files[2]} is {@code files.2}. */
    public static String dotted(String key) {
        return key.replaceAll("\\[([0-9]+)\\]", ".$1");
    }

    /** Counts how many of the keys, joined by dots, name one entry of the map: as many as can be, else 1. */
    public static int leading(SpecNode.Entries map, List<String> keys) {
        for (int count = keys.size(); count > 1; count--) {
            if (map.has(String.join(".", keys.subList(0, count)))) {
                return count;
            }
        }
        return 1;
    }

    /** Returns the number of a list's entry; -1 if the key is no such number. */
    public static int index(String key) {
        return key.matches("[0-9]{1,9}") ? Integer.parseInt(key) : -1;
    }

    /** Follows keys from a node as far as the spec has them. */
    public static SpecNode follow(SpecNode start, List<String> keys) {
        if (keys.isEmpty()) {
            return start;
        }
        return switch (start) {
            case SpecNode.Entries map -> {
                int count = leading(map, keys);
                SpecNode next = map.entries().get(String.join(".", keys.subList(0, count)));
                yield next == null ? map : follow(next, keys.subList(count, keys.size()));
            }
            case SpecNode.Items list -> {
                int index = index(keys.getFirst());
                yield index < 0 || index >= list.items().size() ? list
                        : follow(list.items().get(index), keys.subList(1, keys.size()));
            }
            case SpecNode.Scalar scalar -> scalar;
        };
    }
}
