package org.deltaw.study.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.evaluation.Statistic;
import org.deltaw.kernel.evaluation.Statistics;
import org.deltaw.spec.json.JsonText;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.study.record.Csv;
import org.deltaw.study.report.FoldWords;
import org.deltaw.study.report.Numbers;
import org.deltaw.study.report.TextTable;

/**
 * Cross-validations with the same folds beside each other.
 *
 * @param pairs each with the first
 */
record ValidationComparison(List<ComparedValidation> runs, List<HeldOutPairs> pairs) implements Comparison {
    static ValidationComparison of(List<ComparedValidation> runs, ExtensionCatalog extensions) {
        ComparedValidation first = runs.getFirst();
        runs.stream().skip(1).forEach(other -> requireSame(first, other));
        return new ValidationComparison(runs, runs.stream().skip(1).map(other -> HeldOutPairs.of(first, first.logLikelihoods(), other,
                other.logLikelihoods(), Relation.of(first, other, extensions))).toList());
    }

    private static void requireSame(ComparedValidation first, ComparedValidation other) {
        String where = "The cross-validations in " + first.name() + " and " + other.name() + " ";
        String difference = DataDifference.of(first.data().training(), other.data().training());
        if (!difference.isEmpty()) {
            throw new InvalidSpecException(where + "are of different data: " + difference + " Compare rules on the same recordings.");
        }
        if (!first.design().settings().folds().equals(other.design().settings().folds())) {
            throw new InvalidSpecException(where + "have other folds: " + FoldWords.of(first.design().settings().folds()) + ", and "
                    + FoldWords.of(other.design().settings().folds()) + ". Validate both alike.");
        }
        if (!first.design().division().equals(other.design().division())) {
            throw new InvalidSpecException(where + "have dealt out other folds, as their specs have other seeds, or hold out other data. "
                    + "Validate both with the same seed.");
        }
        if (!first.design().losses().equals(other.design().losses())) {
            throw new InvalidSpecException(where + "have other losses: " + String.join(" + ", first.design().losses()) + ", and "
                    + String.join(" + ", other.design().losses()) + ". Log-likelihoods compare rules with the same losses.");
        }
    }

    @Override
    public List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("Cross-validations by " + FoldWords.of(runs.getFirst().design().settings().folds()), table()));
        pairs.forEach(pair -> sections.add(new Section(pair.title(), pair.text())));
        return sections;
    }

    private static List<Statistic> figures() {
        return Statistics.shown(Statistic.Output.FOLDS);
    }

    private String table() {
        List<String> header = new ArrayList<>(List.of("run", "held-out log-likelihood"));
        List<Statistic> shown = figures().stream().filter(figure -> figure != Statistics.LOG_LIKELIHOOD
                && runs.stream().anyMatch(run -> run.mean(figure.key()).isPresent())).toList();
        shown.forEach(figure -> header.add(figure.label()));
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (ComparedValidation run : runs) {
            List<String> row = new ArrayList<>(List.of(run.name(), Numbers.rounded(run.total())));
            shown.forEach(figure -> row.add(Numbers.rounded(run.mean(figure.key()))));
            table.row(row.toArray(String[]::new));
        }
        return table.toString();
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add("Held-out log-likelihoods are sums over all folds, in nats; other figures are means over folds, or over subjects that "
                + "were fitted alone. Repetitions of a recording count as one.");
        pairs.forEach(pair -> notes.addAll(pair.sentences()));
        if (!runs.stream().allMatch(ComparedValidation::isSeparate)) {
            notes.add("Subjects share rules that were fitted to most of them, so their differences are not quite independent.");
        }
        for (ComparedValidation run : runs) {
            if (run.diverged() > 0) {
                notes.add("Training diverged in " + Numbers.count(run.diverged(), "fold") + " of " + run.name() + ".");
            }
            if (run.notConverged() > run.diverged()) {
                notes.add("Training did not come to an end in " + Numbers.count(run.notConverged() - run.diverged(), "fold") + " of "
                        + run.name() + ", so it may predict worse than its rule can.");
            }
        }
        if (runs.size() > 2) {
            notes.add("Several comparisons are not corrected for.");
        }
        return notes;
    }

    @Override
    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("comparison.json", JsonText.write(json()));
        Csv subjects = new Csv().row(List.of("run", "subject", "log_likelihood"));
        runs.forEach(run -> run.logLikelihoods().forEach((subject, value) -> subjects.row(List.of(run.name(), subject, value))));
        files.put("comparison.csv", subjects.toString());
        Csv differences = new Csv().row(List.of("minuend", "subtrahend", "subject", "difference"));
        pairs.forEach(pair -> pair.differences().forEach((subject, value) ->
                differences.row(List.of(pair.minuend(), pair.subtrahend(), subject, value))));
        files.put("differences.csv", differences.toString());
        return files;
    }

    @Override
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", "validations");
        json.put("runs", runs.stream().map(ValidationComparison::json).toList());
        List<Map<String, Object>> all = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("first", runs.getFirst().name());
            one.put("other", runs.get(i + 1).name());
            one.put("relation", pairs.get(i).relation().key());
            one.put("heldOut", pairs.get(i).json());
            all.add(one);
        }
        json.put("pairs", all);
        json.put("notes", notes());
        return json;
    }

    private static Map<String, Object> json(ComparedValidation run) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("name", run.name());
        one.put("subjects", run.isSeparate() ? "separate" : "pooled");
        one.put("folds", run.design().settings().folds().folds());
        one.put("diverged", run.diverged());
        one.put("notConverged", run.notConverged());
        one.put("heldOut.logLikelihood", run.total());
        for (Statistic figure : figures()) {
            OptionalDouble mean = run.mean(figure.key());
            if (figure != Statistics.LOG_LIKELIHOOD && mean.isPresent()) {
                one.put("heldOut." + figure.key(), mean);
            }
        }
        return one;
    }
}
