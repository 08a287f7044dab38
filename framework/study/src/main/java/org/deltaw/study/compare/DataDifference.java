package org.deltaw.study.compare;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.deltaw.study.record.DataRecord;
import org.deltaw.study.report.Numbers;

/** Says in a sentence what differs between what two runs were to predict. */
final class DataDifference {
    private DataDifference() {}

    /** Compares recordings; empty if nothing differs. */
    static String of(List<DataRecord.Recorded> first, List<DataRecord.Recorded> other) {
        Map<String, DataRecord.Recorded> here = byId(first);
        Map<String, DataRecord.Recorded> there = byId(other);
        String subjects = missing("subject", subjects(here), subjects(there));
        if (!subjects.isEmpty()) {
            return subjects;
        }
        String trajectories = missing("trajectory", here.keySet(), there.keySet());
        if (!trajectories.isEmpty()) {
            return trajectories;
        }
        List<String> others = here.keySet().stream()
                .filter(id -> !Objects.requireNonNull(here.get(id)).targets()
                        .equals(Objects.requireNonNull(there.get(id)).targets()))
                .toList();
        return others.isEmpty() ? "" : "what is to be predicted in trajectory '" + others.getFirst() + "' is not the same"
                + (others.size() == 1 ? "." : ", nor in " + (others.size() - 1) + " more.");
    }

    private static String missing(String noun, Set<String> here, Set<String> there) {
        Set<String> fewer = new TreeSet<>(here);
        fewer.removeAll(there);
        if (!fewer.isEmpty()) {
            return "only the first has " + named(noun, fewer);
        }
        Set<String> more = new TreeSet<>(there);
        more.removeAll(here);
        return more.isEmpty() ? "" : "only the second has " + named(noun, more);
    }

    private static String named(String noun, Set<String> names) {
        String name = "'" + names.iterator().next() + "'";
        return names.size() == 1 ? noun + " " + name + "." : Numbers.count(names.size(), noun) + ", " + name + " among them.";
    }

    private static Map<String, DataRecord.Recorded> byId(List<DataRecord.Recorded> recorded) {
        Map<String, DataRecord.Recorded> byId = new TreeMap<>();
        recorded.forEach(each -> byId.put(each.id(), each));
        return byId;
    }

    private static Set<String> subjects(Map<String, DataRecord.Recorded> recorded) {
        Set<String> subjects = new TreeSet<>();
        recorded.values().forEach(each -> subjects.add(each.subject()));
        return subjects;
    }
}
