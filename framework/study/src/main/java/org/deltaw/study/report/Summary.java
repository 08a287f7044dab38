package org.deltaw.study.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.evaluation.Statistic;
import org.deltaw.kernel.evaluation.Statistics;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.study.record.Csv;

/** What came out for every subject of a run that fits each alone. */
public final class Summary {
    /** More columns of coefficients do not fit on a screen; the file has all. */
    private static final int SHOWN = 5;

    private final List<FitResult> results = new ArrayList<>();
    private List<String> names = List.of();

    /**
     * Adds a subject.
     *
     * @param fittedNumbers their names, the same for all subjects
     */
    public void add(FitResult result, List<String> fittedNumbers) {
        results.add(result);
        names = fittedNumbers;
    }

    /** Writes a table for the screen, with the medians over subjects. */
    public String table() {
        List<Statistic> statistics = Statistics.shown(Statistic.Output.SUBJECTS);
        List<String> shown = names.size() <= SHOWN ? names : List.of();
        List<String> header = new ArrayList<>(List.of("subject", "training"));
        statistics.forEach(statistic -> header.add(statistic.label()));
        shown.forEach(name -> header.add(name.replaceFirst("^rule\\.", "")));
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (FitResult result : results) {
            List<String> row = new ArrayList<>(List.of(result.subject(), OutcomeText.brief(result.outcome())));
            statistics.forEach(statistic -> row.add(Numbers.of(statistic, statistic.of(result.metrics()))));
            for (int i = 0; i < shown.size(); i++) {
                row.add(Numbers.rounded(result.checkpoint().parameters()[i]));
            }
            table.row(row.toArray(String[]::new));
        }
        table.row(medians(statistics, shown.size()).toArray(String[]::new));
        return table + statistics.stream().filter(statistic -> statistic.group() != Statistic.Group.NONE)
                .map(statistic -> System.lineSeparator() + "  " + statistic.label() + ": " + statistic.group().title() + " "
                        + statistic.words())
                .collect(Collectors.joining());
    }

    /** Writes all figures and coefficients for programs, a line per subject. */
    public String csv() {
        List<Statistic> fitted = recorded(results.stream().map(FitResult::metrics).toList());
        List<Statistic> heldOut = recorded(results.stream().flatMap(result -> result.heldOut().stream()).toList());
        List<Object> header = new ArrayList<>(List.of("subject", "outcome", "epochs"));
        fitted.forEach(statistic -> header.add(Csv.column(statistic.key())));
        heldOut.forEach(statistic -> header.add("held_out." + Csv.column(statistic.key())));
        header.addAll(names);
        names.forEach(name -> header.add(name + ".standard_error"));
        Csv csv = new Csv().row(header);
        for (FitResult result : results) {
            List<Object> row = new ArrayList<>(List.of(
                    result.subject(), OutcomeText.brief(result.outcome()), result.checkpoint().epochs()));
            fitted.forEach(statistic -> row.add(number(statistic, Optional.of(result.metrics()))));
            heldOut.forEach(statistic -> row.add(number(statistic, result.heldOut())));
            Arrays.stream(result.checkpoint().parameters()).forEach(row::add);
            UncertaintyText uncertainty = new UncertaintyText(result.uncertainty());
            names.forEach(name -> row.add(uncertainty.of(name).flatMap(Uncertainty.Coefficient::interval)
                    .<Object>map(Uncertainty.Interval::standardError).orElse("")));
            csv.row(row);
        }
        return csv.toString();
    }

    /** Lists the statistics that files have and that are known of some data at least. */
    private static List<Statistic> recorded(List<Metrics> all) {
        return Statistics.ofData().stream().filter(statistic -> statistic.recorded() != Statistic.Recorded.NEVER)
                .filter(statistic -> all.stream().anyMatch(metrics -> statistic.of(metrics).isPresent())).toList();
    }

    private static Object number(Statistic statistic, Optional<Metrics> metrics) {
        OptionalDouble value = metrics.map(statistic::of).orElse(OptionalDouble.empty());
        return statistic.format() == Statistic.Format.COUNT ? value.isPresent() ? (long) value.getAsDouble() : "" : value;
    }

    private List<String> medians(List<Statistic> statistics, int coefficients) {
        List<String> row = new ArrayList<>(List.of("median", ""));
        statistics.forEach(statistic -> row.add(Numbers.of(statistic, Metrics.median(results.stream()
                .map(result -> statistic.of(result.metrics()))
                .filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble).toArray()))));
        for (int i = 0; i < coefficients; i++) {
            int index = i;
            row.add(Numbers.rounded(Metrics.median(
                    results.stream().mapToDouble(result -> result.checkpoint().parameters()[index]).toArray())));
        }
        return row;
    }
}
