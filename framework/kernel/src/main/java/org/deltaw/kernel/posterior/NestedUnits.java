package org.deltaw.kernel.posterior;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deltaw.kernel.model.Unit;
import org.deltaw.kernel.prior.Hierarchy;

/**
 * The units of a hierarchy, level by level. A level of which no group has several units is left out: what differs there cannot be told
 * from what differs in the level above.
 *
 * @param levels from the widest to the narrowest
 * @param leaves for each unit that has values, its place in the narrowest level that is kept; 0 if none is
 */
record NestedUnits(List<Level> levels, int[] leaves) {
    /**
     * A level.
     *
     * @param kind as the spec says it
     * @param names of its units
     * @param parents for each unit the place of the one that holds it in the level above; 0 in the widest, which the population holds
     */
    record Level(Hierarchy.Level kind, List<String> names, int[] parents) {}

    /**
     * Sorts units into levels.
     *
     * @param kinds from the widest to the narrowest
     * @param units of the narrowest
     */
    static NestedUnits of(List<Hierarchy.Level> kinds, List<Unit> units) {
        List<Level> levels = new ArrayList<>();
        int[] above = new int[units.size()];
        for (Hierarchy.Level kind : kinds) {
            Map<String, Integer> places = new LinkedHashMap<>();
            List<Integer> parents = new ArrayList<>();
            int[] own = new int[units.size()];
            for (int u = 0; u < own.length; u++) {
                int parent = above[u];
                own[u] = places.computeIfAbsent(name(kind, units.get(u)), _ -> {
                    parents.add(parent);
                    return parents.size() - 1;
                });
            }
            if (haveSeveral(parents)) {
                levels.add(new Level(kind, List.copyOf(places.keySet()), parents.stream().mapToInt(Integer::intValue).toArray()));
                above = own;
            }
        }
        return new NestedUnits(List.copyOf(levels), above);
    }

    private static boolean haveSeveral(Collection<Integer> parents) {
        Set<Integer> seen = new LinkedHashSet<>();
        return !parents.stream().allMatch(seen::add);
    }

    private static String name(Hierarchy.Level kind, Unit unit) {
        return switch (kind) {
            case SUBJECT -> new Unit(unit.subject(), Optional.empty()).name();
            case SESSION -> unit.name();
        };
    }
}
