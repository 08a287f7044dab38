package org.deltaw.study.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.deltaw.kernel.evaluation.Statistics;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.spi.Warning;
import org.deltaw.study.record.DataRecord;
import org.deltaw.study.record.JsonTree;
import org.deltaw.study.record.MetricsJson;
import org.deltaw.study.record.WarningsJson;

/**
 * What came out of one training.
 *
 * @param diverged whether training diverged, so that there are no figures
 * @param penalised whether the loss has penalties
 * @param counted whether all fitted numbers count as parameters, since how many the data determine was not computed
 * @param warnings of the fit; none if an earlier DeltaW made it, which wrote none
 */
public record FittedModel(
        boolean diverged, boolean penalised, boolean counted, List<Warning> warnings, Map<ModelFigure, Double> figures) {
    public FittedModel {
        warnings = List.copyOf(warnings);
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
        boolean penalised = uncertainty.text("notStated").equals("penalised");
        Map<ModelFigure, Double> figures = new HashMap<>();
        boolean known = MetricsJson.find(Statistics.AIC, uncertainty.map()).isPresent();
        if (!diverged) {
            JsonTree heldOut = metrics.in("heldOut");
            for (ModelFigure figure : ModelFigure.all()) {
                put(figures, figure, MetricsJson.find(figure.statistic(), figure.heldOut() ? heldOut.map()
                        : figure.statistic().isOfData() ? metrics.map() : uncertainty.map()));
            }
            put(figures, new ModelFigure(Statistics.LOG_LIKELIHOOD, true), Likelihood.of(heldOut, data.heldOut()).logLikelihood());
            if (known) {
                put(figures, new ModelFigure(Statistics.PARAMETERS, false), uncertainty.number("informationParameters"));
                put(figures, new ModelFigure(Statistics.LOG_LIKELIHOOD, false), uncertainty.number("logLikelihood"));
            } else {
                information(figures, metrics, data, !penalised);
            }
        }
        return new FittedModel(diverged, penalised, !known, WarningsJson.read(metrics), figures);
    }

    /**
     * Counts all fitted numbers as parameters, since nobody knows how many the data determine.
     *
     * @param largest whether the likelihood is the largest that the model can have, so that criteria mean something
     */
    private static void information(Map<ModelFigure, Double> figures, JsonTree metrics, DataRecord data, boolean largest) {
        Likelihood likelihood = Likelihood.of(metrics, data.training());
        int parameters = data.fittedNumbers();
        put(figures, new ModelFigure(Statistics.LOG_LIKELIHOOD, false), likelihood.logLikelihood());
        put(figures, new ModelFigure(Statistics.PARAMETERS, false), OptionalDouble.of(parameters));
        if (largest && likelihood.logLikelihood().isPresent()) {
            Uncertainty.Information information = Uncertainty.Information.of(
                    likelihood.logLikelihood().getAsDouble(), parameters, likelihood.observations());
            Statistics.criteria().forEach(criterion ->
                    put(figures, new ModelFigure(criterion, false), criterion.of(information)));
        }
    }

    /** Takes a value, or the absence of one, for what is known of a figure. */
    private static void put(Map<ModelFigure, Double> figures, ModelFigure figure, OptionalDouble value) {
        figures.remove(figure);
        value.ifPresent(found -> figures.put(figure, found));
    }

    /** A log-likelihood in which repetitions of a recording count as one, and of how many observations it is. */
    private record Likelihood(OptionalDouble logLikelihood, double observations) {
        private static final Likelihood NONE = new Likelihood(OptionalDouble.empty(), 0);

        static Likelihood of(JsonTree metrics, List<DataRecord.Recorded> recorded) {
            Map<String, String> recordings = new LinkedHashMap<>();
            recorded.forEach(each -> recordings.put(each.id(), each.recording()));
            Map<String, List<JsonTree>> repetitions = new LinkedHashMap<>();
            for (JsonTree each : metrics.list("trajectories")) {
                repetitions.computeIfAbsent(recordings.getOrDefault(each.text("id"), each.text("id")), _ -> new ArrayList<>())
                        .add(each);
            }
            double sum = 0;
            double observations = 0;
            for (List<JsonTree> recording : repetitions.values()) {
                for (JsonTree each : recording) {
                    OptionalDouble logLikelihood = each.number("logLikelihood");
                    OptionalDouble deviance = each.number("deviance");
                    if (logLikelihood.isEmpty() || deviance.isEmpty()) {
                        return NONE;
                    }
                    sum += logLikelihood.getAsDouble() / recording.size();
                    // The deviance is the mean of -2 log p.
                    observations += -2 * logLikelihood.getAsDouble() / deviance.getAsDouble() / recording.size();
                }
            }
            return repetitions.isEmpty() ? NONE : new Likelihood(OptionalDouble.of(sum), observations);
        }
    }
}
