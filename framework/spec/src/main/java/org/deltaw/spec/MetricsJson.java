package org.deltaw.spec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.function.Function;
import org.deltaw.kernel.Agreement;
import org.deltaw.kernel.Metrics;
import org.deltaw.kernel.RSquared;

/** How well a model describes data, under the names the figures have in all our files. */
public final class MetricsJson {
    private MetricsJson() {}

    /**
     * Returns the figures over all trajectories, and under {@code trajectories} those of each. R² is that of
     * single trajectories, if it is known; over all it is their median.
     */
    public static Map<String, Object> of(Metrics metrics) {
        SequencedMap<String, Object> json = new LinkedHashMap<>(figures(metrics.total()));
        addAgreement(json, metrics::median);
        json.put("trajectories", metrics.trajectories().stream().map(each -> {
            SequencedMap<String, Object> one = new LinkedHashMap<>();
            one.put("id", each.id());
            one.put("subject", each.subject());
            one.putAll(figures(each.fitness()));
            addAgreement(one, figure -> figure.apply(each));
            return one;
        }).toList());
        return json;
    }

    /** Finds one number for a figure of trajectories. */
    private interface Summary {
        OptionalDouble of(Function<Metrics.TrajectoryFitness, OptionalDouble> figure);
    }

    private static void addAgreement(SequencedMap<String, Object> json, Summary summary) {
        SequencedMap<String, Object> known = new LinkedHashMap<>();
        addMeans(known, "weights", summary, Agreement::weights);
        addMeans(known, "activity", summary, Agreement::activity);
        addMeans(known, "recordedActivity", summary, Agreement::recordedActivity);
        if (!known.isEmpty()) {
            json.put("rSquared", known);
        }
    }

    private static void addMeans(SequencedMap<String, Object> json, String name, Summary summary,
            Function<Agreement, Optional<RSquared>> figure) {
        OptionalDouble uniform = summary.of(each -> number(figure.apply(each.agreement()).map(RSquared::uniform)));
        OptionalDouble weighted =
                summary.of(each -> number(figure.apply(each.agreement()).map(RSquared::varianceWeighted)));
        if (uniform.isPresent()) {
            SequencedMap<String, Object> means = new LinkedHashMap<>();
            means.put("uniform", uniform);
            means.put("varianceWeighted", weighted);
            json.put(name, means);
        }
    }

    private static OptionalDouble number(Optional<Double> number) {
        return number.map(OptionalDouble::of).orElse(OptionalDouble.empty());
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
