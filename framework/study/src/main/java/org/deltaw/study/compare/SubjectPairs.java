package org.deltaw.study.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.study.report.Numbers;
import org.deltaw.study.report.TextTable;

/**
 * Two runs in which each subject was fitted alone, subject by subject: how figures differ. There is no test of them: of the data that
 * were fitted the larger rule describes each subject better, whatever the truth.
 *
 * @param differences of each figure that at least one subject has in both, by subject: that of the other run minus that of the first
 */
record SubjectPairs(Map<ModelFigure, Map<String, Double>> differences) {
    /** Takes the differences of all subjects that have a figure in both runs. */
    static SubjectPairs of(ComparedRun first, ComparedRun other, List<ModelFigure> figures) {
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
        return new SubjectPairs(differences);
    }

    private double[] values(ModelFigure figure) {
        return Objects.requireNonNull(differences.get(figure)).values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    private double mean(ModelFigure figure) {
        double sum = 0;
        for (double value : values(figure)) {
            sum += value;
        }
        return sum / values(figure).length;
    }

    private double median(ModelFigure figure) {
        return Metrics.median(values(figure)).orElseThrow();
    }

    /** Writes a row for each figure. */
    String table() {
        TextTable table = new TextTable("difference of", "subjects", "mean", "median");
        differences.keySet().forEach(figure -> table.row(figure.label(), "" + values(figure).length,
                Numbers.significant(mean(figure), 4), Numbers.significant(median(figure), 4)));
        return table.isEmpty() ? "  No subject has figures in both." : table.toString();
    }

    /** Writes it for programs. */
    Map<String, Object> json() {
        Map<String, Object> figures = new LinkedHashMap<>();
        differences.forEach((figure, bySubject) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("subjects", bySubject.size());
            one.put("mean", mean(figure));
            one.put("median", median(figure));
            one.put("differences", bySubject);
            figures.put(figure.key(), one);
        });
        return figures;
    }
}
