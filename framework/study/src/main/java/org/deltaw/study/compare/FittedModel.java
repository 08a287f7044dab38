package org.deltaw.study.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import org.deltaw.kernel.evaluation.Statistics;
import org.deltaw.kernel.evaluation.SubjectLikelihoods;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.study.record.DataRecord;
import org.deltaw.study.record.JsonTree;
import org.deltaw.study.record.MetricsJson;

/**
 * What came out of one training.
 *
 * @param diverged whether training diverged, so that there are no figures
 * @param penalised whether the loss has penalties
 * @param atOptimum whether training has come so near an optimum that the log-likelihood is that of it
 * @param observations how many values were compared; 0 if that was not computed
 * @param heldOut log-likelihoods of what was held out, by subject
 * @param counted whether all fitted numbers count as parameters, since how many the data determine was not computed
 */
public record FittedModel(
        boolean diverged, boolean penalised, boolean atOptimum, double observations, Map<String, Double> heldOut, boolean counted,
        Map<ModelFigure, Double> figures) {
    /** Steps to the minimum that are shorter, in standard errors, change no log-likelihood by more than 0.005. */
    private static final double NEAR = 0.1;

    public FittedModel {
        heldOut = Map.copyOf(heldOut);
        figures = Map.copyOf(figures);
    }

    /** Finds a figure. */
    public OptionalDouble figure(ModelFigure figure) {
        Double found = figures.get(figure);
        return found == null ? OptionalDouble.empty() : OptionalDouble.of(found);
    }

    /**
     * Reads {@code metrics.json}.
     *
     * @param data of the run
     */
    public static FittedModel of(JsonTree metrics, DataRecord data) {
        boolean diverged = metrics.in("outcome").text("kind").equals("diverged");
        JsonTree uncertainty = metrics.in("uncertainty");
        Map<ModelFigure, Double> figures = new HashMap<>();
        Map<String, Double> subjects = new HashMap<>();
        boolean known = MetricsJson.find(Statistics.AIC, uncertainty.map()).isPresent();
        if (!diverged) {
            JsonTree heldOut = metrics.in("heldOut");
            for (ModelFigure figure : ModelFigure.all()) {
                put(figures, figure, MetricsJson.find(figure.statistic(), figure.heldOut() ? heldOut.map()
                        : figure.statistic().isOfData() ? metrics.map() : uncertainty.map()));
            }
            subjects.putAll(subjects(heldOut, data.heldOut()));
            if (!subjects.isEmpty()) {
                put(figures, ModelFigure.HELD_OUT_LOG_LIKELIHOOD, OptionalDouble.of(sum(subjects)));
            }
            if (known) {
                put(figures, new ModelFigure(Statistics.PARAMETERS, false), uncertainty.number("informationParameters"));
                put(figures, new ModelFigure(Statistics.LOG_LIKELIHOOD, false), uncertainty.number("logLikelihood"));
            } else {
                information(figures, metrics, data);
            }
        }
        OptionalDouble distance = uncertainty.number("distanceInStandardErrors");
        boolean atOptimum = !diverged && (distance.isPresent() ? distance.getAsDouble() <= NEAR
                : metrics.in("outcome").text("kind").equals("converged"));
        return new FittedModel(diverged, uncertainty.flag("penalised"), atOptimum, uncertainty.number("observations").orElse(0),
                subjects, !known, figures);
    }

    /** Counts all fitted numbers as parameters, since nobody knows how many the data determine. */
    private static void information(Map<ModelFigure, Double> figures, JsonTree metrics, DataRecord data) {
        int parameters = data.fittedNumbers();
        put(figures, new ModelFigure(Statistics.PARAMETERS, false), OptionalDouble.of(parameters));
        Map<String, Double> subjects = subjects(metrics, data.training());
        OptionalDouble deviance = metrics.number("deviance");
        if (!subjects.isEmpty() && deviance.isPresent()) {
            put(figures, new ModelFigure(Statistics.LOG_LIKELIHOOD, false), OptionalDouble.of(sum(subjects)));
            Uncertainty.Information information = Uncertainty.Information.of(
                    sum(subjects), parameters, observations(metrics, data.training()));
            Statistics.criteria().forEach(criterion ->
                    put(figures, new ModelFigure(criterion, false), criterion.of(information)));
        }
    }

    /** Takes a value, or the absence of one, for what is known of a figure. */
    private static void put(Map<ModelFigure, Double> figures, ModelFigure figure, OptionalDouble value) {
        figures.remove(figure);
        value.ifPresent(found -> figures.put(figure, found));
    }

    private static double sum(Map<String, Double> subjects) {
        return subjects.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Returns log-likelihoods by subject, in which repetitions of a recording count as one; none if there is no likelihood. */
    private static SequencedMap<String, Double> subjects(JsonTree metrics, List<DataRecord.Recorded> recorded) {
        Map<String, String> recordings = recordings(recorded);
        List<SubjectLikelihoods.Replicate> replicates = new ArrayList<>();
        for (JsonTree each : metrics.list("trajectories")) {
            each.number("logLikelihood").ifPresent(value -> replicates.add(new SubjectLikelihoods.Replicate(
                    each.text("subject"), recordings.getOrDefault(each.text("id"), each.text("id")), value)));
        }
        return replicates.size() < metrics.list("trajectories").size() ? new LinkedHashMap<>() : SubjectLikelihoods.of(replicates);
    }

    /** Counts what was observed: the deviance is the mean of -2 log p. */
    private static double observations(JsonTree metrics, List<DataRecord.Recorded> recorded) {
        Map<String, String> recordings = recordings(recorded);
        Map<String, Double> counts = new HashMap<>();
        for (JsonTree each : metrics.list("trajectories")) {
            counts.put(recordings.getOrDefault(each.text("id"), each.text("id")),
                    -2 * each.number("logLikelihood").orElse(0) / each.number("deviance").orElse(Double.NaN));
        }
        return sum(counts);
    }

    private static Map<String, String> recordings(List<DataRecord.Recorded> recorded) {
        Map<String, String> recordings = new HashMap<>();
        recorded.forEach(each -> recordings.put(each.id(), each.recording()));
        return recordings;
    }
}
