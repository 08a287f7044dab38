package org.deltaw.study.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.evaluation.Statistic;
import org.deltaw.kernel.evaluation.Statistics;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.kernel.optima.Optimum;
import org.deltaw.spec.settings.ShapeReader;
import org.deltaw.study.record.Csv;

/** What came out for every subject of a run that fits each alone. */
public final class Summary {
    /** More columns of coefficients do not fit on a screen; the file has all. */
    private static final int SHOWN = 5;

    private final List<FitResult> results = new ArrayList<>();
    private final List<Map<String, Double>> values = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();

    /**
     * Adds a subject.
     *
     * @param fittedNumbers their names; subjects share them, save those of their sessions
     */
    public void add(FitResult result, List<String> fittedNumbers) {
        Map<String, Double> own = new HashMap<>();
        UncertaintyText uncertainty = new UncertaintyText(result.uncertainty());
        for (int i = 0; i < fittedNumbers.size(); i++) {
            double fitted = result.best().parameters()[i];
            own.put(fittedNumbers.get(i),
                    uncertainty.of(fittedNumbers.get(i)).map(known -> SubjectValues.of(known, fitted)).orElse(fitted));
        }
        results.add(result);
        values.add(own);
        names.addAll(fittedNumbers);
    }

    /** Writes a table for the screen, with the medians over subjects. */
    public String table() {
        List<Statistic> statistics = Statistics.shown(Statistic.Output.SUBJECTS);
        List<String> shown = names.size() <= SHOWN ? List.copyOf(names) : List.of();
        List<String> header = new ArrayList<>(List.of("subject", "training"));
        statistics.forEach(statistic -> header.add(statistic.label()));
        boolean several = results.stream().anyMatch(Summary::hasOptima);
        if (several) {
            header.addAll(List.of("optima", "weight"));
        }
        shown.forEach(name -> header.add(name.replaceFirst("^rule\\.", "")));
        header.add("warnings");
        TextTable table = new TextTable(header.toArray(String[]::new));
        for (int r = 0; r < results.size(); r++) {
            FitResult result = results.get(r);
            Map<String, Double> own = values.get(r);
            List<String> row = new ArrayList<>(List.of(result.subject(), OutcomeText.brief(result.outcome())));
            statistics.forEach(statistic -> row.add(Numbers.of(statistic, statistic.of(result.metrics()))));
            if (several) {
                row.add(hasOptima(result) ? Integer.toString(optima(result).size()) : "-");
                row.add(OptimaText.weight(weight(result)));
            }
            shown.forEach(name -> row.add(own.containsKey(name) ? SubjectValues.words(own.get(name)) : "-"));
            row.add(WarningsText.cell(WarningsText.codes(result.warnings())));
            table.row(row.toArray(String[]::new));
        }
        table.row(medians("median", statistics, several, shown.stream().map(name -> median(over(name).median())).toList()));
        List<String> mixed = shown.stream().filter(name -> over(name).isMixed()).toList();
        if (!mixed.isEmpty()) {
            table.row(medians("median of finite", List.of(), several,
                    shown.stream().map(name -> median(over(name).finiteMedian())).toList()));
        }
        return table + mixed.stream().map(name -> System.lineSeparator() + "  " + over(name).counts(name)).collect(Collectors.joining())
                + statistics.stream().filter(statistic -> statistic.group() != Statistic.Group.NONE)
                .map(statistic -> System.lineSeparator() + "  " + statistic.label() + ": " + statistic.group().title() + " "
                        + statistic.words())
                .collect(Collectors.joining())
                + (several ? System.lineSeparator() + "  optima: how many distinct ones the starts end in; weight: that of the one shown"
                        : "");
    }

    private static List<Optimum> optima(FitResult result) {
        return result.starts().optima().listed();
    }

    private static boolean hasOptima(FitResult result) {
        return !optima(result).isEmpty();
    }

    /** Returns the weight of the optimum that is the result among all. */
    private static OptionalDouble weight(FitResult result) {
        return hasOptima(result) ? optima(result).getFirst().weight() : OptionalDouble.empty();
    }

    /** Writes all figures and coefficients for programs, a line per subject. */
    public String csv() {
        List<Statistic> fitted = recorded(results.stream().map(FitResult::metrics).toList());
        List<Statistic> heldOut = recorded(results.stream().flatMap(result -> result.heldOut().stream()).toList());
        List<Object> header = new ArrayList<>(List.of("subject", "outcome", "epochs", "optima", "optimum_weight", "warnings"));
        fitted.forEach(statistic -> header.add(Csv.column(statistic.key())));
        heldOut.forEach(statistic -> header.add("held_out." + Csv.column(statistic.key())));
        header.addAll(names);
        names.forEach(name -> header.add(name + ".standard_error"));
        names.forEach(name -> header.add(name + ".status"));
        Csv csv = new Csv().row(header);
        for (int r = 0; r < results.size(); r++) {
            FitResult result = results.get(r);
            Map<String, Double> own = values.get(r);
            List<Object> row = new ArrayList<>(List.of(
                    result.subject(), OutcomeText.brief(result.outcome()), result.best().epochs(),
                    hasOptima(result) ? optima(result).size() : "", weight(result), WarningsText.codes(result.warnings())));
            fitted.forEach(statistic -> row.add(number(statistic, Optional.of(result.metrics()))));
            heldOut.forEach(statistic -> row.add(number(statistic, result.heldOut())));
            names.forEach(name -> row.add(own.containsKey(name) ? own.get(name) : ""));
            UncertaintyText uncertainty = new UncertaintyText(result.uncertainty());
            names.forEach(name -> row.add(uncertainty.of(name).flatMap(Uncertainty.Coefficient::interval)
                    .map(Uncertainty.Interval::standardError).filter(Double::isFinite).<Object>map(error -> error).orElse("")));
            names.forEach(name -> row.add(uncertainty.of(name).map(known -> ShapeReader.word(known.status())).orElse("")));
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

    private SubjectValues over(String name) {
        return new SubjectValues(values.stream().filter(own -> own.containsKey(name)).mapToDouble(own -> own.get(name)).toArray());
    }

    private static String median(OptionalDouble value) {
        return value.isPresent() ? SubjectValues.words(value.getAsDouble()) : "-";
    }

    private String[] medians(String title, List<Statistic> statistics, boolean several, List<String> coefficients) {
        List<String> row = new ArrayList<>(List.of(title, ""));
        int figures = Statistics.shown(Statistic.Output.SUBJECTS).size();
        statistics.forEach(statistic -> row.add(Numbers.of(statistic, Metrics.median(results.stream()
                .map(result -> statistic.of(result.metrics()))
                .filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble).toArray()))));
        row.addAll(Collections.nCopies(figures - statistics.size(), ""));
        row.addAll(Collections.nCopies(several ? 2 : 0, ""));
        row.addAll(coefficients);
        row.add("");
        return row.toArray(String[]::new);
    }
}
