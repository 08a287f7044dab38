package org.deltaw.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What came out of one training.
 *
 * @param diverged whether training diverged, so that there are no figures
 * @param penalised whether the loss has penalties
 * @param counted whether all fitted numbers count as parameters, since how many the data determine was not computed
 */
record FittedModel(boolean diverged, boolean penalised, boolean counted, Map<ModelFigure, Double> figures) {
    FittedModel {
        figures = Map.copyOf(figures);
    }

    /** Finds a figure. */
    OptionalDouble figure(ModelFigure figure) {
        Double found = figures.get(figure);
        return found == null ? OptionalDouble.empty() : OptionalDouble.of(found);
    }

    /**
     * Reads {@code metrics.json}.
     *
     * @param data of the run
     */
    static FittedModel of(JsonTree metrics, DataRecord data) {
        boolean diverged = metrics.in("outcome").text("kind").equals("diverged");
        JsonTree uncertainty = metrics.in("uncertainty");
        Map<ModelFigure, Double> figures = new EnumMap<>(ModelFigure.class);
        boolean known = uncertainty.number("aic").isPresent();
        if (!diverged) {
            if (known) {
                put(figures, ModelFigure.PARAMETERS, uncertainty.number("informationParameters"));
                put(figures, ModelFigure.LOG_LIKELIHOOD, uncertainty.number("logLikelihood"));
                put(figures, ModelFigure.AIC, uncertainty.number("aic"));
                put(figures, ModelFigure.BIC, uncertainty.number("bic"));
            } else {
                information(figures, metrics, data);
            }
            JsonTree explained = metrics.in("percentDevianceExplained");
            put(figures, ModelFigure.OVER_NONE, explained.number("noPlasticity"));
            put(figures, ModelFigure.OVER_CONSTANT, explained.number("constantChoice"));
            JsonTree heldOut = metrics.in("heldOut");
            put(figures, ModelFigure.HELD_OUT_LOG_LIKELIHOOD, Likelihood.of(heldOut, data.heldOut()).logLikelihood());
            put(figures, ModelFigure.HELD_OUT_OVER_NONE, heldOut.in("percentDevianceExplained").number("noPlasticity"));
            put(figures, ModelFigure.HELD_OUT_OVER_CONSTANT, heldOut.in("percentDevianceExplained").number("constantChoice"));
        }
        return new FittedModel(diverged, uncertainty.flag("penalised"), !known, figures);
    }

    private static void information(Map<ModelFigure, Double> figures, JsonTree metrics, DataRecord data) {
        Likelihood likelihood = Likelihood.of(metrics, data.training());
        figures.put(ModelFigure.PARAMETERS, (double) data.fittedNumbers());
        if (likelihood.logLikelihood().isPresent()) {
            double logLikelihood = likelihood.logLikelihood().getAsDouble();
            figures.put(ModelFigure.LOG_LIKELIHOOD, logLikelihood);
            figures.put(ModelFigure.AIC, 2 * data.fittedNumbers() - 2 * logLikelihood);
            figures.put(ModelFigure.BIC, data.fittedNumbers() * Math.log(likelihood.observations()) - 2 * logLikelihood);
        }
    }

    private static void put(Map<ModelFigure, Double> figures, ModelFigure figure, OptionalDouble value) {
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
