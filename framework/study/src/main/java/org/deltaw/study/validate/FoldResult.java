package org.deltaw.study.validate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deltaw.kernel.data.Part;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.evaluation.RecordingLikelihood;
import org.deltaw.kernel.evaluation.Statistic;
import org.deltaw.kernel.evaluation.Statistics;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.kernel.validate.CrossValidation;
import org.deltaw.spec.json.JsonFile;
import org.deltaw.spec.json.JsonText;
import org.deltaw.spi.Warning;
import org.deltaw.study.record.JsonTree;
import org.deltaw.study.record.MetricsJson;
import org.deltaw.study.record.WarningsJson;
import org.deltaw.study.report.OutcomeText;
import org.deltaw.study.task.Task;
import org.deltaw.study.task.TaskFolder;

/**
 * What came out of one fold of a cross-validation.
 *
 * @param subject whose parameters were fitted; empty if all subjects share them
 * @param fold its number, from 1 on
 * @param outcome how training ended, in one or two words
 * @param diverged whether it diverged, so that the rule predicts nothing
 * @param converged whether it came to an end, as {@link org.deltaw.kernel.fit.Convergence} tells
 * @param trained ids of the trajectories to which the rule was fitted
 * @param trajectories how many were held out
 * @param logLikelihoods of what was held out of each subject, in nats, by its name; empty where it is not known or training diverged
 * @param terms those that were chosen without the fold; empty if the rule has all its terms
 * @param formulas the fitted rules, by owner
 * @param heldOut how well they describe what was held out, as {@link MetricsJson} has it
 * @param figures the statistics that tables of folds show, by key, as far as they are known
 * @param warnings what a user should know before concluding anything from the fold, beyond what is known of data and model
 */
public record FoldResult(
        String subject, int fold, String outcome, boolean diverged, boolean converged, List<String> trained, int trajectories,
        Map<String, OptionalDouble> logLikelihoods, Optional<ChosenTerms> terms, Map<String, String> formulas, Map<?, ?> heldOut,
        Map<String, Double> figures, List<Warning> warnings) {
    /** How it is kept: under the names of {@code validation.json}. */
    static final TaskFolder.Format<FoldResult> FORMAT = new Format();

    public FoldResult {
        trained = List.copyOf(trained);
        logLikelihoods = new LinkedHashMap<>(logLikelihoods);
        formulas = new LinkedHashMap<>(formulas);
        figures = new LinkedHashMap<>(figures);
        warnings = List.copyOf(warnings);
    }

    /**
     * Takes down what training gave.
     *
     * @param terms those that were chosen without the fold; empty if the rule has all its terms
     * @param known warnings that are about data and model, whatever came of the fold
     */
    public static FoldResult of(CrossValidation.Fold fold, FitResult result, Optional<ChosenTerms> terms, boolean converged,
            List<Warning> known) {
        Metrics heldOut = result.heldOut().orElseThrow();
        Map<String, Double> figures = new LinkedHashMap<>();
        Statistics.shown(Statistic.Output.FOLDS).forEach(statistic ->
                statistic.of(heldOut).ifPresent(value -> figures.put(statistic.key(), value)));
        return new FoldResult(fold.subject(), fold.number(), OutcomeText.brief(result.outcome()),
                result.outcome() instanceof Outcome.Diverged, converged, ids(fold.training()), fold.heldOut().size(),
                logLikelihoods(fold, result), terms, result.formulas(), asRead(MetricsJson.of(heldOut)), figures,
                result.warnings().stream().filter(warning -> !known.contains(warning)).toList());
    }

    private static List<String> ids(List<Part> parts) {
        return parts.stream().map(part -> part.trajectory().id()).toList();
    }

    private static Map<String, OptionalDouble> logLikelihoods(CrossValidation.Fold fold, FitResult result) {
        Map<String, OptionalDouble> all = new LinkedHashMap<>();
        fold.subjects().forEach(subject -> all.put(subject, OptionalDouble.empty()));
        if (!(result.outcome() instanceof Outcome.Diverged)) {
            RecordingLikelihood.bySubject(result.heldOut().orElseThrow().recordings())
                    .forEach((subject, value) -> all.put(subject, OptionalDouble.of(value)));
        }
        return all;
    }

    /** Gives what is fresh the form of what was read, so that both are handled in one way. */
    private static Map<?, ?> asRead(Map<String, Object> json) {
        return JsonTree.of(JsonFile.read("held-out figures", JsonText.write(json))).map();
    }

    /** Names the subjects that were held out, wholly or in part. */
    public List<String> subjects() {
        return List.copyOf(logLikelihoods.keySet());
    }

    /** Names the fold within all: {@code 2}, or {@code Fly1, 2}. */
    public String name() {
        return (subject.isEmpty() ? "" : subject + ", ") + fold;
    }

    /** Returns a statistic of what was held out; empty if it is not known, or training diverged. */
    public OptionalDouble statistic(Statistic statistic) {
        return diverged || !isKnown(statistic) ? OptionalDouble.empty()
                : OptionalDouble.of(Objects.requireNonNull(figures.get(statistic.key())));
    }

    /** Tells whether a statistic is known of what was held out, though it may mean nothing if training diverged. */
    boolean isKnown(Statistic statistic) {
        return figures.containsKey(statistic.key());
    }

    /** Returns what {@code validation.json} says of the fold. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("subject", subject);
        json.put("fold", fold);
        json.put("outcome", outcome);
        json.put("diverged", diverged);
        json.put("converged", converged);
        json.put("trained", trained);
        json.put("trajectories", trajectories);
        json.put("subjects", SubjectsJson.of(logLikelihoods));
        terms.ifPresent(chosen -> json.putAll(chosen.json()));
        json.put("formulas", formulas);
        json.put("warnings", WarningsJson.of(warnings));
        json.put("heldOut", heldOut);
        return json;
    }

    private static final class Format implements TaskFolder.Format<FoldResult> {
        @Override
        public Object write(FoldResult result) {
            Map<String, Object> json = result.json();
            json.put("figures", result.figures());
            return json;
        }

        @Override
        public FoldResult read(Task task, Object json) {
            JsonTree tree = JsonTree.of(json);
            Map<String, String> formulas = new LinkedHashMap<>();
            tree.in("formulas").map().forEach((owner, formula) -> formulas.put(owner.toString(), formula.toString()));
            Map<String, Double> figures = new LinkedHashMap<>();
            tree.in("figures").map().forEach((key, value) -> figures.put(key.toString(),
                    value instanceof Number number ? number.doubleValue() : Double.parseDouble(value.toString())));
            return new FoldResult(tree.text("subject"), (int) tree.number("fold").orElseThrow(), tree.text("outcome"),
                    tree.flag("diverged"), tree.flag("converged"), tree.texts("trained"), (int) tree.number("trajectories").orElseThrow(),
                    SubjectsJson.read(tree.list("subjects")), ChosenTerms.read(tree), formulas, tree.in("heldOut").map(), figures,
                    WarningsJson.read(tree));
        }
    }
}
