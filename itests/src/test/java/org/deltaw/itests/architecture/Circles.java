package org.deltaw.itests.architecture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds what uses itself by way of others: the strongly connected components, of more than one, of a graph. */
final class Circles {
    private final Map<String, Set<String>> uses = new TreeMap<>();

    /** Notes a use; what uses itself is no circle. */
    void add(String user, String used) {
        uses.computeIfAbsent(user, _ -> new TreeSet<>());
        uses.computeIfAbsent(used, _ -> new TreeSet<>());
        if (!user.equals(used)) {
            uses.get(user).add(used);
        }
    }

    /** Lists the members of each circle. */
    List<Set<String>> all() {
        Map<String, Set<String>> reached = new TreeMap<>();
        uses.keySet().forEach(each -> reached.put(each, reachedFrom(each)));
        Set<Set<String>> circles = new LinkedHashSet<>();
        reached.forEach((from, targets) -> {
            if (targets.contains(from)) {
                circles.add(targets.stream().filter(to -> reached.get(to).contains(from))
                        .collect(Collectors.toCollection(TreeSet::new)));
            }
        });
        return List.copyOf(circles);
    }

    /** Says who in a circle uses whom. */
    String describe(Set<String> circle) {
        return "a circle: " + circle.stream()
                .map(from -> from + " uses " + uses.get(from).stream().filter(circle::contains).collect(Collectors.joining(" and ")))
                .collect(Collectors.joining("; "));
    }

    private Set<String> reachedFrom(String start) {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(uses.get(start));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (reached.add(next)) {
                open.addAll(uses.get(next));
            }
        }
        return reached;
    }
}
