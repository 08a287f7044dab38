package org.deltaw.spec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.deltaw.kernel.Metrics;

/** How well a model describes data, under the names the figures have in all our files. */
public final class MetricsJson {
    private MetricsJson() {}

    /** Returns the figures over all trajectories, and under {@code trajectories} those of each. */
    public static Map<String, Object> of(Metrics metrics) {
        SequencedMap<String, Object> json = new LinkedHashMap<>(figures(metrics.total()));
        json.put("trajectories", metrics.trajectories().stream().map(each -> {
            SequencedMap<String, Object> one = new LinkedHashMap<>();
            one.put("id", each.id());
            one.put("subject", each.subject());
            one.putAll(figures(each.fitness()));
            return one;
        }).toList());
        return json;
    }

    private static Map<String, Object> figures(Metrics.Fitness fitness) {
        SequencedMap<String, Object> explained = new LinkedHashMap<>();
        explained.put("noPlasticity", fitness.explainedOverNoPlasticity());
        explained.put("constantChoice", fitness.explainedOverConstantChoice());
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("steps", fitness.steps());
        json.put("loss", fitness.loss());
        json.put("logLikelihood", fitness.logLikelihood());
        json.put("deviance", fitness.deviance());
        json.put("percentDevianceExplained", explained);
        return json;
    }
}
