package org.deltaw.study.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.evaluation.Statistic;
import org.deltaw.kernel.evaluation.Statistics;
import org.deltaw.spec.json.JsonText;
import org.deltaw.spec.text.Words;
import org.deltaw.study.record.Csv;
import org.deltaw.study.report.Numbers;
import org.deltaw.study.report.TextTable;
import org.deltaw.study.report.WarningsText;

/**
 * Fits beside each other.
 *
 * @param pairs each with the first
 */
record FitComparison(List<ComparedRun> runs, Comparability comparability, List<FitPair> pairs) implements Comparison {
    static FitComparison of(List<ComparedRun> runs, ExtensionCatalog extensions) {
        Comparability comparability = Comparability.of(runs);
        List<ModelFigure> figures = figures(runs, comparability);
        return new FitComparison(runs, comparability, runs.stream().skip(1)
                .map(other -> FitPair.of(runs.getFirst(), other, figures, extensions)).toList());
    }

    /** Lists the figures that may be compared and that a run has. */
    private static List<ModelFigure> figures(List<ComparedRun> runs, Comparability comparability) {
        return ModelFigure.all().stream().filter(comparability.figures()::contains)
                .filter(figure -> runs.stream().flatMap(run -> run.models().values().stream())
                        .anyMatch(model -> model.figure(figure).isPresent())).toList();
    }

    private List<ModelFigure> figures() {
        return figures(runs, comparability);
    }

    @Override
    public List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("Models", table()));
        pairs.forEach(pair -> sections.addAll(pair.sections()));
        return sections;
    }

    private String table() {
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

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        SequencedMap<String, RunWarnings> warnings = new LinkedHashMap<>();
        runs.forEach(run -> warnings.put(run.name(), run.warnings()));
        RunWarnings.sentence(warnings).ifPresent(notes::add);
        if (runs.stream().anyMatch(ComparedRun::isSeparate)) {
            notes.add("Of runs in which each subject has parameters of its own, " + labels(true) + " are sums over subjects, and "
                    + labels(false) + " are medians.");
        }
        pairs.forEach(pair -> notes.addAll(pair.sentences()));
        if (runs.size() > 2) {
            notes.add("Several comparisons are not corrected for.");
        }
        notes.addAll(comparability.notes());
        if (pairs.stream().allMatch(pair -> pair.heldOut().isEmpty())) {
            notes.add("Nothing was held out, so nothing is said of what the rules predict: 'deltaw compare' with specs and --folds, or of "
                    + "cross-validations, does.");
        }
        return notes;
    }

    private static String labels(boolean summed) {
        return Words.and(Statistics.shown(Statistic.Output.MODELS).stream()
                .filter(statistic -> statistic.isSummedOverSubjects() == summed).map(Statistic::label).toList());
    }

    @Override
    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("comparison.json", JsonText.write(json()));
        files.put("comparison.csv", csv());
        files.put("differences.csv", differencesCsv());
        return files;
    }

    /** Writes a line for each run, and for each of its subjects. */
    private String csv() {
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
    private String differencesCsv() {
        Csv csv = new Csv().row(List.of("minuend", "subtrahend", "figure", "subject", "difference"));
        for (FitPair pair : pairs) {
            pair.inSample().map(SubjectPairs::differences).orElse(Map.of()).forEach((figure, bySubject) ->
                    bySubject.forEach((subject, value) -> csv.row(List.of(
                            pair.other().name(), pair.first().name(), Csv.column(figure.key()), subject, value))));
            pair.heldOut().ifPresent(heldOut -> heldOut.differences().forEach((subject, value) -> csv.row(List.of(
                    heldOut.minuend(), heldOut.subtrahend(), Csv.column(ModelFigure.HELD_OUT_LOG_LIKELIHOOD.key()), subject, value))));
        }
        return csv.toString();
    }

    @Override
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", "fits");
        json.put("runs", runs.stream().map(run -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", run.name());
            one.put("subjects", run.isSeparate() ? "separate" : "pooled");
            one.put("diverged", run.diverged());
            one.put("warnings", run.warnings().json());
            figures().forEach(figure -> one.put(figure.key(), run.figure(figure)));
            return one;
        }).toList());
        json.put("pairs", pairs.stream().map(FitPair::json).toList());
        json.put("notes", notes());
        return json;
    }
}
