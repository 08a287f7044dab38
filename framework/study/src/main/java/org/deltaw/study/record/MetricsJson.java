package org.deltaw.study.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.function.Function;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.evaluation.Statistic;
import org.deltaw.kernel.evaluation.Statistics;

/** How well a model describes data, under the names that {@link Statistics} have in all our files. */
public final class MetricsJson {
    private MetricsJson() {}

    /**
     * Returns the figures over all recordings, under {@code replication} how many replicates of one carry its likelihood at least, and
     * under {@code trajectories} the figures of each. R² is that of
     * single trajectories, if it is known; over all it is their median.
     */
    public static Map<String, Object> of(Metrics metrics) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        addAll(json, statistic -> statistic.of(metrics));
        metrics.replication().ifPresent(least -> {
            SequencedMap<String, Object> replication = new LinkedHashMap<>();
            replication.put("recording", least.recording());
            replication.put("replicates", least.replicates());
            replication.put("effective", least.effective());
            json.put("replication", replication);
        });
        json.put("trajectories", metrics.trajectories().stream().map(each -> {
            SequencedMap<String, Object> one = new LinkedHashMap<>();
            one.put("id", each.id());
            one.put("subject", each.subject());
            addAll(one, statistic -> statistic.of(each));
            return one;
        }).toList());
        return json;
    }

    private static void addAll(SequencedMap<String, Object> json, Function<Statistic, OptionalDouble> values) {
        for (Statistic statistic : Statistics.ofData()) {
            OptionalDouble value = values.apply(statistic);
            boolean written = switch (statistic.recorded()) {
                case ALWAYS -> true;
                case IF_KNOWN -> value.isPresent();
                case NEVER -> false;
            };
            if (written) {
                put(json, statistic, value);
            }
        }
    }

    private static void put(Map<String, Object> json, Statistic statistic, OptionalDouble value) {
        List<String> path = List.of(statistic.key().split("\\.", -1));
        Map<String, Object> inner = json;
        for (String key : path.subList(0, path.size() - 1)) {
            inner = inner(inner, key);
        }
        boolean count = statistic.format() == Statistic.Format.COUNT && value.isPresent();
        inner.put(path.getLast(), count ? (Object) (long) value.getAsDouble() : value);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> inner(Map<String, Object> json, String key) {
        return (Map<String, Object>) json.computeIfAbsent(key, _ -> new LinkedHashMap<String, Object>());
    }

    /** Finds a statistic in what {@link #of} made and was read back from a file; empty if it is not there, or not finite. */
    public static OptionalDouble find(Statistic statistic, Map<?, ?> json) {
        Object value = json;
        for (String key : statistic.key().split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return value instanceof Number number && Double.isFinite(number.doubleValue())
                ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
    }
}
