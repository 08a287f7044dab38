package org.deltaw.study.validate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.deltaw.kernel.evaluation.Statistic;
import org.deltaw.kernel.evaluation.Statistics;
import org.deltaw.spec.json.JsonText;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.Warning;
import org.deltaw.study.page.Html;
import org.deltaw.study.record.Csv;
import org.deltaw.study.report.FoldWords;
import org.deltaw.study.report.FormulaText;
import org.deltaw.study.report.Numbers;
import org.deltaw.study.report.TextTable;
import org.deltaw.study.report.WarningsText;

/** What came out of a cross-validation, a row for each fold. */
public final class ValidationTable {
    /** More names than these are counted where people read. */
    private static final int MOST_NAMES = 3;

    private final ValidationDesign design;
    private final List<FoldResult> rows;

    /** Takes results in the order of the table. */
    public ValidationTable(ValidationDesign design, List<FoldResult> results) {
        this.design = design;
        this.rows = List.copyOf(results);
    }

    /** Writes a table for the screen. */
    public String text() {
        TextTable table = new TextTable(header().toArray(String[]::new));
        cells().forEach(row -> table.row(row.toArray(String[]::new)));
        return table.toString();
    }

    private List<String> header() {
        List<String> header = new ArrayList<>(List.of("fold", "held out", "trajectories", "training"));
        figures().forEach(figure -> header.add(figure.label()));
        header.addAll(lastColumns());
        return header;
    }

    /** Names the columns that there are only where there is something to be said. */
    private List<String> lastColumns() {
        List<String> columns = new ArrayList<>();
        if (terms().isChosen()) {
            columns.add("terms");
        }
        if (rows.stream().anyMatch(row -> !row.warnings().isEmpty())) {
            columns.add("warnings");
        }
        return columns;
    }

    private TermCounts terms() {
        return TermCounts.of(rows);
    }

    private List<List<String>> cells() {
        List<List<String>> cells = new ArrayList<>();
        for (FoldResult row : rows) {
            List<String> line = new ArrayList<>(List.of(row.name(), subjects(row), "" + row.trajectories(), row.outcome()));
            figures().forEach(figure -> line.add(Numbers.rounded(row.statistic(figure))));
            lastColumns().forEach(column -> line.add(column.equals("terms") ? TermCounts.text(row)
                    : WarningsText.cell(WarningsText.codes(row.warnings()))));
            cells.add(line);
        }
        List<String> mean = new ArrayList<>(List.of("mean", "", "", ""));
        List<String> error = new ArrayList<>(List.of("standard error", "", "", ""));
        figures().forEach(figure -> {
            mean.add(Numbers.rounded(summary(figure).mean()));
            error.add(summary(figure).standardError().isPresent()
                    ? Numbers.significant(summary(figure).standardError().getAsDouble(), 2) : "-");
        });
        lastColumns().forEach(_ -> {
            mean.add("");
            error.add("");
        });
        cells.add(mean);
        cells.add(error);
        return cells;
    }

    private static String subjects(FoldResult row) {
        return row.subjects().size() <= MOST_NAMES ? String.join(", ", row.subjects())
                : Numbers.count(row.subjects().size(), "subject");
    }

    /** Says what the table shows, and what it leaves out. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        List<String> explained = new ArrayList<>();
        figures().forEach(figure -> explained.add(figure.label() + ": " + figure.explanation()));
        notes.add(Words.capital(String.join("; ", explained)) + ".");
        if (rows.stream().anyMatch(row -> row.subjects().size() > MOST_NAMES)) {
            notes.add("Files name the subjects of each fold.");
        }
        long subjects = subjects();
        notes.add(subjects > 1
                ? "Means and standard errors are over " + subjects + " subjects, of the means over the folds of each."
                : "Standard errors are those of the mean over folds; folds share most of what was fitted, so they are "
                        + "somewhat too small.");
        List<String> diverged = rows.stream().filter(FoldResult::diverged).map(FoldResult::name).toList();
        if (!diverged.isEmpty()) {
            notes.add("Training diverged in " + Words.and(diverged) + ", which means and standard errors leave out.");
        }
        notes.addAll(terms().sentences());
        notes.addAll(warned());
        return notes;
    }

    /** Says how many folds had which warning. */
    private List<String> warned() {
        Map<String, List<String>> folds = new TreeMap<>();
        rows.forEach(row -> row.warnings().stream().map(Warning::code).distinct()
                .forEach(code -> folds.computeIfAbsent(code, _ -> new ArrayList<>()).add(row.name())));
        return folds.entrySet().stream().map(each -> "Warning " + each.getKey() + " in " + each.getValue().size() + " of "
                + Numbers.count(rows.size(), "fold") + (each.getValue().size() <= MOST_NAMES ? " (" + Words.and(each.getValue()) + ")" : "")
                + ", the first: " + first(each.getKey())).toList();
    }

    private String first(String code) {
        return rows.stream().flatMap(row -> row.warnings().stream()).filter(warning -> warning.code().equals(code))
                .findFirst().map(Warning::message).orElse("");
    }

    /** Writes a line for each fold. */
    public String csv() {
        List<Object> header = new ArrayList<>(List.of("subject", "fold", "held_out", "trajectories", "outcome"));
        figures().forEach(figure -> header.add(Csv.column(figure.key())));
        if (terms().isChosen()) {
            header.add("terms");
        }
        header.add("warnings");
        Csv csv = new Csv().row(header);
        for (FoldResult row : rows) {
            List<Object> line = new ArrayList<>(List.of(
                    row.subject(), row.fold(), String.join(";", row.subjects()), row.trajectories(), row.outcome()));
            figures().forEach(figure -> line.add(row.statistic(figure)));
            row.terms().ifPresent(terms -> line.add(String.join(";", terms.selected())));
            line.add(WarningsText.codes(row.warnings()));
            csv.row(line);
        }
        return csv.toString();
    }

    /** Writes a line for each subject of each fold. */
    public String subjectsCsv() {
        Csv csv = new Csv().row(List.of("subject", "fold", "log_likelihood"));
        rows.forEach(row -> row.logLikelihoods().forEach((subject, value) -> csv.row(List.of(subject, row.fold(), value))));
        return csv.toString();
    }

    /** Adds up what was held out of each subject; empty if something of it is not known. */
    private Map<String, OptionalDouble> logLikelihoods() {
        Map<String, OptionalDouble> sums = new TreeMap<>();
        rows.forEach(row -> row.logLikelihoods().forEach((subject, value) -> sums.merge(subject, value, (one, other) ->
                one.isPresent() && other.isPresent() ? OptionalDouble.of(one.getAsDouble() + other.getAsDouble())
                        : OptionalDouble.empty())));
        return sums;
    }

    /** Writes all figures of all folds. */
    public String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.putAll(design.json());
        Map<String, Object> summaries = new LinkedHashMap<>();
        figures().forEach(figure -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("mean", summary(figure).mean());
            one.put("standardError", summary(figure).standardError());
            summaries.put(figure.key(), one);
        });
        json.put("heldOut", summaries);
        if (terms().isChosen()) {
            json.put("termCounts", terms().counts());
        }
        json.put("subjects", SubjectsJson.of(logLikelihoods()));
        json.put("results", rows.stream().map(FoldResult::json).toList());
        return JsonText.write(json);
    }

    /** Writes a page to read. */
    public String html(String title, String spec) {
        Html page = new Html().raw("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
        page.open("meta", "charset", "utf-8").element("title", title + ", cross-validation - DeltaW")
                .element("style", Html.STYLE).close("head");
        page.open("body").element("h1", title + ": cross-validation by " + FoldWords.of(design.settings().folds()));
        page.open("table").row("th", header());
        cells().forEach(row -> page.row("td", row));
        page.close("table");
        notes().forEach(note -> page.element("p", note));
        page.element("h2", "Rules").open("table").row("th", List.of("fold", "fitted to all others"));
        rows.forEach(row -> row.formulas().forEach((owner, formula) ->
                page.row("td", List.of(row.name(), FormulaText.of(owner, formula)))));
        return page.close("table").element("h2", "Spec").element("pre", spec).close("body").close("html").toString();
    }

    /** Tells whether all fits came to an end. */
    public boolean converged() {
        return rows.stream().allMatch(FoldResult::converged);
    }

    private List<Statistic> figures() {
        return Statistics.shown(Statistic.Output.FOLDS).stream()
                .filter(figure -> rows.stream().anyMatch(row -> row.isKnown(figure))).toList();
    }

    private long subjects() {
        return rows.stream().map(FoldResult::subject).distinct().count();
    }

    /** Summarises over folds, or over subjects if each has folds of its own. */
    private MeanOverFolds summary(Statistic figure) {
        if (subjects() == 1) {
            return MeanOverFolds.of(rows.stream().map(row -> row.statistic(figure)).toList());
        }
        return MeanOverFolds.of(rows.stream().map(FoldResult::subject).distinct().map(subject ->
                MeanOverFolds.of(rows.stream().filter(row -> row.subject().equals(subject))
                        .map(row -> row.statistic(figure)).toList()).mean()).toList());
    }
}
