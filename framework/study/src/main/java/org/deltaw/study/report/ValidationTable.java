package org.deltaw.study.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.deltaw.kernel.data.FoldSettings;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.evaluation.Statistic;
import org.deltaw.kernel.evaluation.Statistics;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.kernel.validate.CrossValidation;
import org.deltaw.spec.json.JsonText;
import org.deltaw.spec.text.Words;
import org.deltaw.study.record.MetricsJson;

/** What came out of a cross-validation, a row for each fold. */
public final class ValidationTable {
    private final FoldSettings settings;
    private final List<Row> rows = new ArrayList<>();

    private record Row(CrossValidation.Fold fold, FitResult result) {
        boolean isDiverged() {
            return result.outcome() instanceof Outcome.Diverged;
        }

        /** A rule that diverged predicts nothing. */
        OptionalDouble figure(Statistic figure) {
            return isDiverged() ? OptionalDouble.empty() : figure.of(result.heldOut().orElseThrow());
        }
    }

    public ValidationTable(FoldSettings settings) {
        this.settings = settings;
    }

    /** Adds a fold. */
    public void add(CrossValidation.Fold fold, FitResult result) {
        rows.add(new Row(fold, result));
    }

    /** Writes a table for the screen. */
    public String text() {
        TextTable table = new TextTable(header().toArray(String[]::new));
        cells().forEach(row -> table.row(row.toArray(String[]::new)));
        return table.toString();
    }

    private List<String> header() {
        List<String> header = new ArrayList<>(List.of("fold", "trajectories", "training"));
        figures().forEach(figure -> header.add(figure.label()));
        return header;
    }

    private List<List<String>> cells() {
        List<List<String>> cells = new ArrayList<>();
        for (Row row : rows) {
            List<String> line = new ArrayList<>(List.of(name(row.fold()), "" + row.fold().heldOut().size(),
                    OutcomeText.brief(row.result().outcome())));
            figures().forEach(figure -> line.add(Numbers.rounded(row.figure(figure))));
            cells.add(line);
        }
        List<String> mean = new ArrayList<>(List.of("mean", "", ""));
        List<String> error = new ArrayList<>(List.of("standard error", "", ""));
        figures().forEach(figure -> {
            mean.add(Numbers.rounded(summary(figure).mean()));
            error.add(summary(figure).standardError().isPresent()
                    ? Numbers.significant(summary(figure).standardError().getAsDouble(), 2) : "-");
        });
        cells.add(mean);
        cells.add(error);
        return cells;
    }

    /** Says what the table shows, and what it leaves out. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        List<String> explained = new ArrayList<>();
        figures().forEach(figure -> explained.add(figure.label() + ": " + figure.explanation()));
        notes.add(Words.capital(String.join("; ", explained)) + ".");
        long subjects = subjects();
        notes.add(subjects > 1
                ? "Means and standard errors are over " + subjects + " subjects, of the means over the folds of each."
                : "Standard errors are those of the mean over folds; folds share most of what was fitted, so they are "
                        + "somewhat too small.");
        List<String> diverged = rows.stream().filter(Row::isDiverged).map(row -> name(row.fold())).toList();
        if (!diverged.isEmpty()) {
            notes.add("Training diverged in " + Words.and(diverged) + ", which means and standard errors leave out.");
        }
        return notes;
    }

    /** Writes a line for each fold. */
    public String csv() {
        List<Object> header = new ArrayList<>(List.of("subject", "fold", "trajectories", "outcome"));
        figures().forEach(figure -> header.add(figure.key()));
        Csv csv = new Csv().row(header);
        for (Row row : rows) {
            List<Object> line = new ArrayList<>(List.of(row.fold().subject(), row.fold().number(),
                    row.fold().heldOut().size(), OutcomeText.brief(row.result().outcome())));
            figures().forEach(figure -> line.add(row.figure(figure)));
            csv.row(line);
        }
        return csv.toString();
    }

    /** Writes all figures of all folds. */
    public String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("folds", settings.folds());
        json.put("over", Words.of(settings.over()));
        Map<String, Object> summaries = new LinkedHashMap<>();
        figures().forEach(figure -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("mean", summary(figure).mean());
            one.put("standardError", summary(figure).standardError());
            summaries.put(figure.key(), one);
        });
        json.put("heldOut", summaries);
        json.put("results", rows.stream().map(row -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("subject", row.fold().subject());
            one.put("fold", row.fold().number());
            one.put("outcome", OutcomeText.brief(row.result().outcome()));
            one.put("trained", row.fold().trained());
            one.put("formulas", row.result().formulas());
            row.result().heldOut().ifPresent(heldOut -> one.put("heldOut", MetricsJson.of(heldOut)));
            return one;
        }).toList());
        return JsonText.write(json);
    }

    /** Writes a page to read. */
    public String html(String title, String spec) {
        Html page = new Html().raw("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
        page.open("meta", "charset", "utf-8").element("title", title + ", cross-validation - DeltaW")
                .element("style", Report.STYLE).close("head");
        page.open("body").element("h1", title + ": cross-validation by " + FoldWords.of(settings));
        page.open("table").row("th", header());
        cells().forEach(row -> page.row("td", row));
        page.close("table");
        notes().forEach(note -> page.element("p", note));
        page.element("h2", "Rules").open("table").row("th", List.of("fold", "fitted to all others"));
        rows.forEach(row -> row.result().formulas().forEach((scope, formula) ->
                page.row("td", List.of(name(row.fold()), FormulaText.of(scope, formula)))));
        return page.close("table").element("h2", "Spec").element("pre", spec).close("body").close("html").toString();
    }

    private List<Statistic> figures() {
        List<Metrics> heldOut = rows.stream().flatMap(row -> row.result().heldOut().stream()).toList();
        return Statistics.shown(Statistic.Output.FOLDS).stream()
                .filter(figure -> heldOut.stream().anyMatch(metrics -> figure.of(metrics).isPresent())).toList();
    }

    private long subjects() {
        return rows.stream().map(row -> row.fold().subject()).distinct().count();
    }

    /** Summarises over folds, or over subjects if each has folds of its own. */
    private MeanOverFolds summary(Statistic figure) {
        if (subjects() == 1) {
            return MeanOverFolds.of(rows.stream().map(row -> row.figure(figure)).toList());
        }
        return MeanOverFolds.of(rows.stream().map(row -> row.fold().subject()).distinct().map(subject ->
                MeanOverFolds.of(rows.stream().filter(row -> row.fold().subject().equals(subject))
                        .map(row -> row.figure(figure)).toList()).mean()).toList());
    }

    private static String name(CrossValidation.Fold fold) {
        return (fold.subject().isEmpty() ? "" : fold.subject() + ", ") + fold.number();
    }
}
