package org.deltaw.study.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.function.Function;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.evaluation.RecordingLikelihood;
import org.deltaw.kernel.evaluation.Statistic;
import org.deltaw.kernel.evaluation.Statistics;
import org.deltaw.kernel.likelihood.Replication;

/** How well a model describes data, under the names that {@link Statistics} have in all our files. */
public final class MetricsJson {
    private static final String RECORDING = "recording";
    private static final String RECORDINGS = "recordings";
    private static final String REPLICATES = "replicates";

    private MetricsJson() {}

    /**
     * Returns the figures over all recordings, under {@code replication} how many replicates of one carry its likelihood at least, under
     * {@code recordings} the likelihood of each, and under {@code trajectories} the figures of each. R² is that of single trajectories, if
     * it is known; over all it is their median.
     */
    public static Map<String, Object> of(Metrics metrics) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        addAll(json, statistic -> statistic.of(metrics));
        metrics.replication().ifPresent(least -> {
            SequencedMap<String, Object> replication = new LinkedHashMap<>();
            replication.put(RECORDING, least.recording());
            add(replication, least);
            json.put("replication", replication);
        });
        json.put(RECORDINGS, metrics.recordings().stream().map(MetricsJson::recording).toList());
        json.put("trajectories", metrics.trajectories().stream().map(each -> {
            SequencedMap<String, Object> one = new LinkedHashMap<>();
            one.put("id", each.id());
            one.put("subject", each.subject());
            addAll(one, statistic -> statistic.of(each));
            return one;
        }).toList());
        return json;
    }

    private static Map<String, Object> recording(RecordingLikelihood recording) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put(RECORDING, recording.recording());
        json.put("subject", recording.subject());
        json.put("logLikelihood", recording.logLikelihood());
        recording.replication().ifPresent(replication -> add(json, replication));
        return json;
    }

    private static void add(Map<String, Object> json, Replication replication) {
        json.put(REPLICATES, replication.replicates());
        json.put("effective", replication.effective());
    }

    /** Returns how many replicates the recordings have whose marginal likelihood is taken, by their names. */
    static Map<String, Integer> replicates(JsonTree metrics) {
        Map<String, Integer> replicates = new LinkedHashMap<>();
        metrics.list(RECORDINGS).forEach(each -> each.number(REPLICATES).ifPresent(number ->
                replicates.put(each.text(RECORDING), (int) number)));
        return replicates;
    }

    /** Returns log-likelihoods by subject, in which replicates of a recording count as one; none if one is not known. */
    public static Map<String, Double> subjects(JsonTree metrics) {
        List<RecordingLikelihood> recordings = new ArrayList<>();
        for (JsonTree each : metrics.list(RECORDINGS)) {
            OptionalDouble value = each.number("logLikelihood");
            if (value.isEmpty()) {
                return Map.of();
            }
            recordings.add(new RecordingLikelihood(each.text(RECORDING), each.text("subject"), value.getAsDouble(), Optional.empty()));
        }
        return RecordingLikelihood.bySubject(recordings);
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
