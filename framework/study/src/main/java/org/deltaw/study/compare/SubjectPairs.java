package org.deltaw.study.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.deltaw.kernel.evaluation.PairedDifferences;
import org.deltaw.spi.Seed;
import org.deltaw.study.report.Numbers;
import org.deltaw.study.report.TextTable;

/**
 * Two runs, subject by subject.
 *
 * @param first the directory of the run that is subtracted
 * @param other the directory of the run from which it is
 * @param differences of each figure that at least one subject has in both, by subject
 * @param seed of the bootstrap
 */
public record SubjectPairs(String first, String other, Map<ModelFigure, Map<String, Double>> differences, Seed seed) {
    /** Takes the differences of all subjects that have a figure in both runs. */
    static SubjectPairs of(ComparedRun first, ComparedRun other, List<ModelFigure> figures, Seed seed) {
        Map<ModelFigure, Map<String, Double>> differences = new LinkedHashMap<>();
        for (ModelFigure figure : figures) {
            Map<String, Double> bySubject = new TreeMap<>();
            first.models().forEach((subject, model) -> {
                FittedModel opposite = other.models().get(subject);
                if (opposite != null && model.figure(figure).isPresent() && opposite.figure(figure).isPresent()) {
                    bySubject.put(subject, opposite.figure(figure).getAsDouble() - model.figure(figure).getAsDouble());
                }
            });
            if (!bySubject.isEmpty()) {
                differences.put(figure, bySubject);
            }
        }
        return new SubjectPairs(first.name(), other.name(), differences, seed);
    }

    private PairedDifferences summary(ModelFigure figure) {
        return PairedDifferences.of(
                Objects.requireNonNull(differences.get(figure)).values().stream().mapToDouble(Double::doubleValue).toArray(),
                seed.child(figure.key()));
    }

    /** Writes a row for each figure. */
    public String table() {
        TextTable table = new TextTable("difference of", "subjects", "mean", "95 % interval", "median", "95 % interval", "p");
        differences.keySet().forEach(figure -> {
            PairedDifferences summary = summary(figure);
            table.row(figure.label(), "" + summary.count(), Numbers.significant(summary.mean(), 4), range(summary.meanInterval()),
                    Numbers.significant(summary.median(), 4), range(summary.medianInterval()), test(summary));
        });
        return table.isEmpty() ? "  No subject has figures in both." : table.toString();
    }

    private static String range(Optional<PairedDifferences.Range> range) {
        return range.map(each -> Numbers.significant(each.lower(), 4) + " to " + Numbers.significant(each.upper(), 4))
                .orElse("-");
    }

    private static String test(PairedDifferences summary) {
        return summary.test().map(test -> Numbers.significant(test.pValue(), 3) + (test.exact() ? "" : " (approximate: ties)")
                + (summary.zeros() > 0 ? " (" + summary.zeros() + " equal left out)" : "")).orElse("- (all are equal)");
    }

    /** Writes it for programs. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("first", first);
        json.put("other", other);
        Map<String, Object> figures = new LinkedHashMap<>();
        differences.forEach((figure, bySubject) -> {
            PairedDifferences summary = summary(figure);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("subjects", summary.count());
            one.put("equal", summary.zeros());
            one.put("mean", summary.mean());
            summary.meanInterval().ifPresent(range -> one.put("meanInterval", List.of(range.lower(), range.upper())));
            one.put("median", summary.median());
            summary.medianInterval().ifPresent(range -> one.put("medianInterval", List.of(range.lower(), range.upper())));
            summary.test().ifPresent(test -> {
                one.put("wilcoxonStatistic", test.statistic());
                one.put("wilcoxonP", test.pValue());
                one.put("wilcoxonExact", test.exact());
            });
            one.put("differences", bySubject);
            figures.put(figure.key(), one);
        });
        json.put("figures", figures);
        return json;
    }
}
