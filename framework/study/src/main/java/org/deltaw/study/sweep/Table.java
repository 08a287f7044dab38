package org.deltaw.study.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.deltaw.study.record.Csv;
import org.deltaw.study.record.WarningsJson;
import org.deltaw.study.report.WarningsText;

/**
 * All rows of an experiment, and the files made of them.
 *
 * @param factors names, in their order
 * @param collect the figures that are kept, in their order
 */
public record Table(List<String> factors, List<String> collect, List<Row> rows) {
    public Table {
        factors = List.copyOf(factors);
        collect = List.copyOf(collect);
        rows = List.copyOf(rows);
    }

    /** Tells whether a figure would show anything: with --quick and --only some levels are not fitted. */
    public boolean hasRowsOf(Plot plot) {
        return rows.stream().anyMatch(row -> row.is(plot.where()));
    }

    /** Writes a line for each fit and subject, with all that does not depend on the machine. */
    public String csv() {
        return csv(collect.stream().filter(name -> !Measures.isTiming(name)).toList());
    }

    /** Writes the same with what depends on the machine; empty if nothing of it is kept. */
    public Optional<String> timings() {
        List<String> timings = collect.stream().filter(Measures::isTiming).toList();
        return timings.isEmpty() ? Optional.empty() : Optional.of(csv(timings));
    }

    private String csv(List<String> columns) {
        List<Object> header = new ArrayList<>(factors);
        header.addAll(List.of("seed", "subject", "outcome", "reason", "warnings"));
        columns.forEach(column -> header.add(Measures.column(column)));
        Csv csv = new Csv().row(header);
        for (Row row : rows) {
            List<Object> cells = levels(row);
            cells.addAll(List.of(row.level("seed"), row.subject(), row.outcome(), row.reason(),
                    WarningsText.codes(row.warnings())));
            columns.forEach(column -> cells.add(row.value(column)));
            csv.row(cells);
        }
        return csv.toString();
    }

    /** Writes a line for each combination of levels: how many rows have a figure, its mean and its standard deviation. */
    public String summaryCsv() {
        List<String> columns = collect.stream().filter(name -> !Measures.isTiming(name)).toList();
        List<Object> header = new ArrayList<>(factors);
        header.addAll(List.of("rows", "failed"));
        columns.stream().map(Measures::column).forEach(name ->
                header.addAll(List.of(name + ".mean", name + ".deviation", name + ".median", name + ".count")));
        Csv csv = new Csv().row(header);
        groups().forEach((levels, members) -> {
            List<Object> cells = new ArrayList<>(levels);
            cells.add(members.size());
            cells.add(members.stream().filter(row -> row.outcome().equals(Row.FAILED)).count());
            for (String name : columns) {
                Sample sample = sample(members, name);
                cells.addAll(List.of(sample.mean(), sample.deviation(), sample.median(), sample.values().length));
            }
            csv.row(cells);
        });
        return csv.toString();
    }

    /** Returns all rows, as the tables have them, for programs. */
    public List<Map<String, Object>> json() {
        return rows.stream().map(row -> {
            Map<String, Object> json = new LinkedHashMap<>();
            Map<String, Object> levels = new LinkedHashMap<>();
            factors.forEach(factor -> levels.put(factor, row.level(factor)));
            json.put("levels", levels);
            json.put("seed", row.cell().seed());
            json.put("subject", row.subject());
            json.put("outcome", row.outcome());
            json.put("reason", row.reason());
            json.put("converged", row.converged());
            json.put("warnings", WarningsJson.of(row.warnings()));
            Map<String, Object> values = new LinkedHashMap<>();
            collect.forEach(name -> values.put(name, row.value(name)));
            json.put("values", values);
            return json;
        }).toList();
    }

    /** Returns for each combination of levels, in their order, its rows. */
    public Map<List<String>, List<Row>> groups() {
        return rows.stream().collect(Collectors.groupingBy(
                row -> factors.stream().map(row::level).toList(), LinkedHashMap::new, Collectors.toList()));
    }

    /** Returns the mean of a figure over rows; empty if none has it. */
    public static OptionalDouble mean(List<Row> rows, String name) {
        Sample sample = sample(rows, name);
        return sample.values().length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sample.mean());
    }

    /** Writes every value of every curve on a line. */
    public Optional<String> curvesCsv() {
        List<Object> header = new ArrayList<>(factors);
        header.addAll(List.of("seed", "subject", "curve", "of", "at", "value"));
        Csv csv = new Csv().row(header);
        boolean any = false;
        for (Row row : rows) {
            for (Map.Entry<String, double[]> curve : row.curves().entrySet()) {
                if (curve.getKey().equals(Curves.SECONDS)) {
                    continue;
                }
                any = true;
                for (int i = 0; i < curve.getValue().length; i++) {
                    List<Object> cells = levels(row);
                    cells.addAll(List.of(row.level("seed"), row.subject(), curve.getKey(),
                            Curves.isOverSteps(curve.getKey()) ? "step" : "epoch", i + 1, curve.getValue()[i]));
                    csv.row(cells);
                }
            }
        }
        return any ? Optional.of(csv.toString()) : Optional.empty();
    }

    /** Explains all columns. */
    public String explanation() {
        StringBuilder text = new StringBuilder();
        factors.forEach(factor -> text.append("- `").append(factor).append("`: the level of this factor\n"));
        text.append("- `seed`: from which all randomness of the fit comes\n");
        text.append("- `subject`: whose coefficients they are; empty if all subjects share them\n");
        text.append("- `outcome`, `reason`: how training ended, and if it failed, why\n");
        text.append("- `warnings`: codes of what to know before anything is concluded from the fit\n");
        collect.forEach(name -> text.append("- `").append(Measures.column(name)).append("`: ").append(Measures.explain(name)).append('\n'));
        return text.toString();
    }

    static Sample sample(List<Row> rows, String name) {
        return new Sample(rows.stream().map(row -> row.value(name)).filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble).toArray());
    }

    private List<Object> levels(Row row) {
        return new ArrayList<>(factors.stream().map(row::level).toList());
    }
}
