package org.deltaw.study.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.deltaw.kernel.evaluation.PairedDifferences;
import org.deltaw.kernel.evaluation.Statistic;
import org.deltaw.kernel.evaluation.Statistics;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.Seed;
import org.deltaw.study.record.Csv;
import org.deltaw.study.report.Numbers;
import org.deltaw.study.report.TextTable;
import org.deltaw.study.report.WarningsText;

/**
 * Several runs beside each other.
 *
 * @param seed of the bootstrap
 */
public record Comparison(List<ComparedRun> runs, Comparability comparability, Seed seed) {
    /** Writes the models as a table. */
    public String table() {
        List<String> header = new ArrayList<>(List.of("run"));
        figures().forEach(figure -> header.add(figure.label()));
        header.add("warnings");
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (ComparedRun run : runs) {
            List<String> row = new ArrayList<>(List.of(run.name()));
            figures().forEach(figure -> row.add(Numbers.rounded(run.figure(figure))));
            row.add(WarningsText.cell(run.warnings().codes()));
            table.row(row.toArray(String[]::new));
        }
        return table.toString();
    }

    /** Lists the figures that may be compared and that a run has. */
    List<ModelFigure> figures() {
        return ModelFigure.all().stream().filter(comparability.figures()::contains)
                .filter(figure -> runs.stream().flatMap(run -> run.models().values().stream())
                        .anyMatch(model -> model.figure(figure).isPresent())).toList();
    }

    /** Compares each run with the first, if each subject has parameters of its own in all of them. */
    public List<SubjectPairs> pairs() {
        if (!runs.stream().allMatch(run -> run.data().separate())) {
            return List.of();
        }
        List<ModelFigure> compared = figures().stream().filter(figure -> figure.statistic() != Statistics.PARAMETERS).toList();
        return runs.stream().skip(1).map(other -> SubjectPairs.of(runs.getFirst(), other, compared, seed)).toList();
    }

    /** Says what is compared, and what is not comparable. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        SequencedMap<String, RunWarnings> warnings = new LinkedHashMap<>();
        runs.forEach(run -> warnings.put(run.name(), run.warnings()));
        RunWarnings.sentence(warnings).ifPresent(notes::add);
        if (runs.stream().anyMatch(run -> run.data().separate())) {
            notes.add("Of runs in which each subject has parameters of its own, " + labels(true) + " are sums over subjects, and "
                    + labels(false) + " are medians.");
        }
        if (!runs.stream().allMatch(run -> run.data().separate())) {
            notes.add("There are no pairs of subjects, for not in all runs each subject was fitted alone "
                    + "(training.subjects=separate).");
        } else {
            notes.add("Intervals hold 95 % of " + Numbers.count(PairedDifferences.RESAMPLES) + " bootstrap means or medians, seed "
                    + seed.value() + "; p is Wilcoxon's, two-sided. Several figures and several runs are not corrected for.");
        }
        notes.addAll(comparability.notes());
        return notes;
    }

    private static String labels(boolean summed) {
        return Words.and(Statistics.shown(Statistic.Output.MODELS).stream()
                .filter(statistic -> statistic.isSummedOverSubjects() == summed).map(Statistic::label).toList());
    }

    /** Writes a line for each run, and for each of its subjects. */
    public String csv() {
        List<Object> header = new ArrayList<>(List.of("run", "subject", "diverged", "warnings"));
        figures().forEach(figure -> header.add(Csv.column(figure.key())));
        Csv csv = new Csv().row(header);
        for (ComparedRun run : runs) {
            List<Object> whole = new ArrayList<>(List.of(run.name(), "", !run.diverged().isEmpty(), run.warnings().codes()));
            figures().forEach(figure -> whole.add(run.figure(figure)));
            csv.row(whole);
            run.models().forEach((subject, model) -> {
                if (!subject.isEmpty()) {
                    List<Object> row = new ArrayList<>(List.of(
                            run.name(), subject, model.diverged(), WarningsText.codes(model.warnings())));
                    figures().forEach(figure -> row.add(model.figure(figure)));
                    csv.row(row);
                }
            });
        }
        return csv.toString();
    }

    /** Writes a line for each subject and pair of runs. */
    public String differencesCsv() {
        Csv csv = new Csv().row(List.of("first", "other", "figure", "subject", "difference"));
        pairs().forEach(pairs -> pairs.differences().forEach((figure, bySubject) -> bySubject.forEach((subject, value) ->
                csv.row(List.of(pairs.first(), pairs.other(), Csv.column(figure.key()), subject, value)))));
        return csv.toString();
    }

    /** Writes all for programs. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seed", seed.value());
        json.put("runs", runs.stream().map(run -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", run.name());
            one.put("subjects", run.data().separate() ? "separate" : "pooled");
            one.put("diverged", run.diverged());
            one.put("warnings", run.warnings().json());
            figures().forEach(figure -> one.put(figure.key(), run.figure(figure)));
            return one;
        }).toList());
        json.put("pairs", pairs().stream().map(SubjectPairs::json).toList());
        json.put("notes", notes());
        return json;
    }
}
