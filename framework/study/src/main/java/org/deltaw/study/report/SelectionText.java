package org.deltaw.study.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.kernel.select.HeldOutLoss;
import org.deltaw.kernel.select.Selection;
import org.deltaw.kernel.select.SelectionSettings;
import org.deltaw.spec.json.JsonText;
import org.deltaw.spec.text.Words;
import org.deltaw.study.record.Csv;
import org.deltaw.study.record.SelectionSettingsJson;
import org.deltaw.study.record.WarningsJson;

/** Says which terms were chosen, and how: for people, and for programs. */
public record SelectionText(Selection selection, SelectionSettings settings) {
    /** Lists the heads of the columns of the path. */
    List<String> header() {
        return List.of("L1 penalty λ", "held-out loss", "standard error", "", "terms");
    }

    /** Lists the points of the path at which other terms are left in than at the one before, and the chosen one. */
    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < selection.path().size(); i++) {
            Selection.Point point = selection.path().get(i);
            boolean same = i > 0 && selection.path().get(i - 1).selected().equals(point.selected());
            if (i == selection.chosen() || !same) {
                rows.add(List.of(Numbers.significant(point.lambda(), 3), Numbers.rounded(point.heldOut().mean()),
                        Numbers.significant(point.heldOut().standardError(), 2), i == selection.chosen() ? "taken" : "",
                        terms(point.selected())));
            }
        }
        return rows;
    }

    /** Writes the path as a table. */
    public String table() {
        TextTable table = new TextTable(header().toArray(String[]::new));
        rows().forEach(row -> table.row(row.toArray(String[]::new)));
        return table.toString();
    }

    /** Says what was taken away, and what is left. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add("The held-out loss is the mean over folds of what the terms that each fold's own path has at the same λ, "
                + "fitted without it to the other folds, cost on the fold; for a likelihood it is -log p of an observation.");
        for (Selection.Elimination step : selection.eliminations()) {
            sentences.add("Without " + shortName(step.name()) + ": held-out loss " + Numbers.rounded(step.heldOut().mean())
                    + ", standard error " + Numbers.significant(step.heldOut().standardError(), 2) + ".");
        }
        if (selection.path().size() < settings.lambdas()) {
            sentences.add("The path ended at penalty " + selection.path().size() + " of " + settings.lambdas() + ": three points in a "
                    + "row predicted worse than the best, by more than two standard errors of the difference over folds.");
        }
        if (selection.chosen() == selection.path().size() - 1) {
            sentences.add("The last point of the path was taken, so more terms may be needed: let the path go on with a smaller "
                    + "--range than " + Numbers.significant(settings.range(), 3) + ".");
        }
        if (!selection.warnings().isEmpty()) {
            sentences.add("Not all fits have come to a minimum, so what they predict may be worse than their terms can (in "
                    + Numbers.count(steps(), "step") + "); the first: " + selection.warnings().getFirst().message());
        }
        sentences.add(selection.selected().isEmpty()
                ? "Selected: none of " + Numbers.count(selection.candidates().size(), "term") + ". The data do not show that "
                        + "these synapses change by any of them."
                : "Selected: " + selection.selected().size() + " of " + Numbers.count(selection.candidates().size(), "term")
                        + ": " + terms(selection.selected()) + ".");
        return sentences;
    }

    /** Counts the steps with a warning. */
    private long steps() {
        return selection.path().stream().filter(point -> !point.warnings().isEmpty()).count()
                + selection.eliminations().stream().filter(term -> !term.warnings().isEmpty()).count();
    }

    /** Writes the path for programs, a line for each λ. */
    public String csv() {
        List<Object> header = new ArrayList<>(List.of("lambda", "held_out_loss", "standard_error", "terms", "taken"));
        int folds = settings.folds().folds();
        for (int fold = 1; fold <= folds; fold++) {
            header.add("held_out_loss.fold" + fold);
        }
        header.addAll(selection.candidates());
        header.add("warnings");
        Csv csv = new Csv().row(header);
        for (int i = 0; i < selection.path().size(); i++) {
            Selection.Point point = selection.path().get(i);
            List<Object> row = new ArrayList<>(List.of(point.lambda(), point.heldOut().mean(), point.heldOut().standardError(),
                    point.selected().size(), i == selection.chosen()));
            row.addAll(point.heldOut().folds());
            row.addAll(point.coefficients());
            row.add(WarningsText.codes(point.warnings()));
            csv.row(row);
        }
        return csv.toString();
    }

    /** Writes all for programs. */
    public String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("folds", settings.folds().folds());
        json.put("over", Words.of(settings.folds().over()));
        json.put("rule", SelectionSettingsJson.word(settings.rule()));
        json.put("candidates", selection.candidates());
        json.put("selected", selection.selected());
        json.put("taken", selection.chosen());
        json.put("path", selection.path().stream().map(point -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("lambda", point.lambda());
            one.put("selected", point.selected());
            one.put("coefficients", point.coefficients());
            one.putAll(loss(point.heldOut()));
            one.put("warnings", WarningsJson.of(point.warnings()));
            return one;
        }).toList());
        json.put("eliminations", selection.eliminations().stream().map(step -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", step.name());
            one.putAll(loss(step.heldOut()));
            one.put("warnings", WarningsJson.of(step.warnings()));
            return one;
        }).toList());
        return JsonText.write(json);
    }

    private static Map<String, Object> loss(HeldOutLoss loss) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("heldOutLoss", loss.mean());
        json.put("standardError", loss.standardError());
        json.put("folds", loss.folds());
        return json;
    }

    private static String terms(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names.stream().map(SelectionText::shortName).toList());
    }

    static String shortName(String name) {
        return name.replaceFirst("^rule\\.", "");
    }
}
