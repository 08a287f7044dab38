package org.deltaw.study.sweep;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.deltaw.figure.Figure;

/** Makes figures of a table. Needs the bundle that draws. */
public record Figures(Table table) {
    /** Lesser numbers are written with an exponent. */
    private static final double LEAST_IN_FULL = 1e-3;

    /** Some rows that are drawn alike. */
    private record Group(String name, List<Row> rows) {}

    /** Makes a figure. */
    public Figure of(Plot plot) {
        List<Row> rows = table.rows().stream().filter(row -> row.is(plot.where())).toList();
        return switch (plot.kind()) {
            case LINES -> lines(plot, rows);
            case POINTS -> points(plot, rows);
            case HEAT_MAP -> heatMap(plot, rows);
            case CURVES -> curves(plot, rows);
        };
    }

    private static Figure lines(Plot plot, List<Row> rows) {
        List<Figure.Line> lines = new ArrayList<>();
        for (String shown : plot.show()) {
            for (Group group : groups(plot, rows)) {
                List<String> levels = levels(group.rows(), plot.across());
                double[] x = levels.stream().mapToDouble(Figures::number).toArray();
                List<List<Row>> each = levels.stream().map(level -> at(group.rows(), plot.across(), level)).toList();
                lines.add(new Figure.Line(name(plot, shown, group), x, heights(each, shown, plot), errors(each, shown, plot)));
            }
        }
        return new Figure.Lines(plot.title(), plot.across(), vertical(plot), plot.logarithmic(), lines);
    }

    private static Figure points(Plot plot, List<Row> rows) {
        List<String> categories = levels(rows, plot.across());
        List<Figure.Bar> groups = new ArrayList<>();
        for (String shown : plot.show()) {
            for (Group group : groups(plot, rows)) {
                List<List<Row>> each =
                        categories.stream().map(level -> at(group.rows(), plot.across(), level)).toList();
                groups.add(new Figure.Bar(name(plot, shown, group), heights(each, shown, plot), errors(each, shown, plot)));
            }
        }
        return new Figure.Bars(plot.title(), plot.across(), vertical(plot), categories, groups);
    }

    private static Figure heatMap(Plot plot, List<Row> rows) {
        String by = plot.by().orElseThrow();
        List<String> columns = levels(rows, plot.across());
        List<String> lines = levels(rows, by);
        double[][] values = lines.stream().map(line -> means(columns.stream()
                .map(column -> at(at(rows, by, line), plot.across(), column)).toList(), plot.show().getFirst()))
                .toArray(double[][]::new);
        return new Figure.HeatMap(plot.title(), plot.across(), by, columns, lines, values);
    }

    private static Figure curves(Plot plot, List<Row> rows) {
        List<Figure.Line> lines = new ArrayList<>();
        for (String shown : plot.show()) {
            for (Group group : groups(plot, rows)) {
                double[] y = raised(meanCurve(group.rows(), shown), plot);
                double[] x = plot.across().equals("seconds") ? meanCurve(group.rows(), Curves.SECONDS) : counted(y.length);
                int length = Math.min(x.length, y.length);
                lines.add(new Figure.Line(name(plot, shown, group), Arrays.copyOf(x, length), Arrays.copyOf(y, length),
                        new double[0]));
            }
        }
        return new Figure.Lines(plot.title(), plot.across(), vertical(plot), plot.logarithmic(), lines);
    }

    /** Returns the mean over rows, as far as the longest curve goes: one that has ended counts no more. */
    private static double[] meanCurve(List<Row> rows, String name) {
        List<double[]> curves = rows.stream().map(row -> row.curves().getOrDefault(name, new double[0])).toList();
        double[] mean = new double[curves.stream().mapToInt(curve -> curve.length).max().orElse(0)];
        for (int i = 0; i < mean.length; i++) {
            int at = i;
            mean[i] = curves.stream().filter(curve -> curve.length > at).mapToDouble(curve -> curve[at]).average().orElse(0);
        }
        return mean;
    }

    private static List<Group> groups(Plot plot, List<Row> rows) {
        return plot.by().isEmpty() ? List.of(new Group("", rows)) : levels(rows, plot.by().get()).stream()
                .map(level -> new Group(level, at(rows, plot.by().get(), level))).toList();
    }

    private static String name(Plot plot, String shown, Group group) {
        String what = group.name().isEmpty() ? "" : plot.by().orElse("") + " " + group.name();
        return what.isEmpty() ? shown : plot.show().size() == 1 ? what : shown + ", " + what;
    }

    private static String vertical(Plot plot) {
        String of = plot.show().size() == 1 ? plot.show().getFirst() : plot.kind() == Plot.Kind.CURVES ? "value" : "";
        return of + plot.floor().map(floor -> " (below " + plain(floor) + " drawn at " + plain(floor) + ")").orElse("");
    }

    private static List<String> levels(List<Row> rows, String factor) {
        return rows.stream().filter(row -> !row.outcome().equals(Row.FAILED) || !factor.equals("subject"))
                .map(row -> row.level(factor)).distinct().collect(Collectors.toList());
    }

    private static List<Row> at(List<Row> rows, String factor, String level) {
        return rows.stream().filter(row -> row.level(factor).equals(level)).toList();
    }

    private static double[] means(List<List<Row>> rows, String name) {
        return rows.stream().mapToDouble(each -> Table.mean(each, name).orElse(Double.NaN)).toArray();
    }

    /** Returns the means, where they are to be drawn. */
    private static double[] heights(List<List<Row>> rows, String name, Plot plot) {
        return raised(means(rows, name), plot);
    }

    /** A few values far below all others would press these together. */
    private static double[] raised(double[] values, Plot plot) {
        return plot.floor().map(floor -> Arrays.stream(values).map(value -> Math.max(value, floor)).toArray()).orElse(values);
    }

    private static double[] errors(List<List<Row>> rows, String name, Plot plot) {
        return rows.stream().mapToDouble(each -> switch (plot.bars()) {
            case NONE -> 0;
            case DEVIATION -> finite(Table.sample(each, name).deviation());
            case INTERVAL -> each.size() == 1 ? halfWidth(each.getFirst(), name) : 0;
        }).toArray();
    }

    private static double halfWidth(Row row, String name) {
        OptionalDouble lower = row.value(name.replaceFirst("^value\\.", "lower."));
        OptionalDouble upper = row.value(name.replaceFirst("^value\\.", "upper."));
        return lower.isPresent() && upper.isPresent() ? (upper.getAsDouble() - lower.getAsDouble()) / 2 : 0;
    }

    private static String plain(double value) {
        BigDecimal digits = BigDecimal.valueOf(value).stripTrailingZeros();
        return value != 0 && Math.abs(value) < LEAST_IN_FULL ? digits.toString() : digits.toPlainString();
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : 0;
    }

    private static double[] counted(int length) {
        double[] numbers = new double[length];
        Arrays.setAll(numbers, i -> i + 1);
        return numbers;
    }

    /** A level that is no number has no place on a line. */
    private static double number(String level) {
        try {
            return Double.parseDouble(level);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
