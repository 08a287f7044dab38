package org.deltaw.study.compare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
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
 * @param optimum what is known of the log-likelihood as the largest that the model can have
 * @param heldOut log-likelihoods of what was held out, by subject
 * @param warnings of the fit; none if an earlier DeltaW made it, which wrote none
 */
public record FittedModel(
        boolean diverged, boolean penalised, boolean counted, Optimum optimum, Map<String, Double> heldOut, List<Warning> warnings,
        Map<ModelFigure, Double> figures) {
    /** Steps to the minimum that are shorter, in standard errors, change no log-likelihood by more than 0.005. */
    private static final double NEAR = 0.1;
    /** Why nothing is stated of coefficients, where criteria would claim too much, too. */
    private static final Set<String> WITHOUT_CRITERIA = Set.of("penalised", "likelihood-bound", "terms-selected");

    /**
     * How far a log-likelihood is the largest.
     *
     * @param objection a clause that says why it may not be, or not be one; else empty
     * @param observations how many values were compared; 0 if that was not computed
     */
    public record Optimum(String objection, double observations) {
        private static Optimum of(JsonTree metrics) {
            JsonTree uncertainty = metrics.in("uncertainty");
            OptionalDouble distance = uncertainty.number("distanceInStandardErrors");
            boolean reached = distance.isPresent() ? distance.getAsDouble() <= NEAR
                    : metrics.in("outcome").text("kind").equals("converged");
            String because = uncertainty.text("notStatedBecause");
            return new Optimum(!because.isEmpty() ? because : reached ? "" : "training has not reached the optimum",
                    uncertainty.number("observations").orElse(0));
        }
    }

    public FittedModel {
        heldOut = Map.copyOf(heldOut);
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
        String notStated = uncertainty.text("notStated");
        boolean penalised = notStated.equals("penalised");
        Map<ModelFigure, Double> figures = new HashMap<>();
        boolean known = MetricsJson.find(Statistics.AIC, uncertainty.map()).isPresent();
        if (!diverged) {
            for (ModelFigure figure : ModelFigure.all()) {
                put(figures, figure, MetricsJson.find(figure.statistic(), figure.heldOut() ? metrics.in("heldOut").map()
                        : figure.statistic().isOfData() ? metrics.map() : uncertainty.map()));
            }
            if (known) {
                put(figures, new ModelFigure(Statistics.PARAMETERS, false), uncertainty.number("informationParameters"));
                put(figures, new ModelFigure(Statistics.LOG_LIKELIHOOD, false), uncertainty.number("logLikelihood"));
            } else {
                information(figures, metrics, data, !WITHOUT_CRITERIA.contains(notStated));
            }
        }
        return new FittedModel(diverged, penalised, !known, Optimum.of(metrics),
                diverged ? Map.of() : MetricsJson.subjects(metrics.in("heldOut")), WarningsJson.read(metrics), figures);
    }

    /**
     * Counts all fitted numbers as parameters, since nobody knows how many the data determine.
     *
     * @param criteria whether they mean something
     */
    private static void information(Map<ModelFigure, Double> figures, JsonTree metrics, DataRecord data, boolean criteria) {
        int parameters = data.fittedNumbers();
        OptionalDouble logLikelihood = metrics.number("logLikelihood");
        OptionalDouble deviance = metrics.number("deviance");
        put(figures, new ModelFigure(Statistics.PARAMETERS, false), OptionalDouble.of(parameters));
        if (criteria && logLikelihood.isPresent() && deviance.isPresent()) {
            // The deviance is the mean of -2 log p.
            double observations = -2 * logLikelihood.getAsDouble() / deviance.getAsDouble();
            Uncertainty.Information information = Uncertainty.Information.of(logLikelihood.getAsDouble(), parameters, observations);
            Statistics.criteria().forEach(criterion ->
                    put(figures, new ModelFigure(criterion, false), criterion.of(information)));
        }
    }

    /** Takes a value, or the absence of one, for what is known of a figure. */
    private static void put(Map<ModelFigure, Double> figures, ModelFigure figure, OptionalDouble value) {
        figures.remove(figure);
        value.ifPresent(found -> figures.put(figure, found));
    }
}
