package org.deltaw.cli;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.deltaw.kernel.ParameterValue;

/** The parameters of a model as a person reads them: numbers by name, large arrays by mean and spread. */
record Coefficients(List<ParameterValue> parameters) {
    /** Arrays of up to so many values are shown in full. */
    private static final int SHOWN = 6;

    /** A line of the table: whose parameter it is, its name, its value, and what else is to be said of it. */
    record Line(String scope, String name, String value, String note) {}

    /** Lists the parameters of rules, then those of the network, each in the order of their declaration. */
    List<Line> lines() {
        return parameters.stream()
                .sorted(Comparator.comparing(each -> !each.scope().startsWith("rule")))
                .map(each -> new Line(each.scope(), each.name() + shape(each), value(each), each.fitted() ? "" : "fixed"))
                .toList();
    }

    /** Writes the table; who owns a parameter is shown only if there are several owners. */
    String table() {
        boolean several = parameters.stream().map(ParameterValue::scope).distinct().count() > 1;
        TextTable table = several ? new TextTable("of", "name", "value", "") : new TextTable("name", "value", "");
        for (Line line : lines()) {
            if (several) {
                table.row(line.scope(), line.name(), line.value(), line.note());
            } else {
                table.row(line.name(), line.value(), line.note());
            }
        }
        return table.toString();
    }

    private static String shape(ParameterValue parameter) {
        return parameter.axes().isEmpty() ? ""
                : parameter.axes().stream().map(axis -> Integer.toString(axis.size()))
                        .collect(Collectors.joining(" x ", " [", "]"));
    }

    private static String value(ParameterValue parameter) {
        double[] values = parameter.values();
        double least = Arrays.stream(values).min().orElse(Double.NaN);
        double largest = Arrays.stream(values).max().orElse(Double.NaN);
        if (values.length > 1 && least == largest) {
            return Numbers.rounded(least) + " throughout";
        }
        if (values.length <= SHOWN) {
            return Arrays.stream(values).mapToObj(Numbers::rounded).collect(Collectors.joining(", "));
        }
        double mean = Arrays.stream(values).sum() / values.length;
        double deviation = Math.sqrt(Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum()
                / (values.length - 1));
        return "mean " + Numbers.significant(mean, 4) + ", sd " + Numbers.significant(deviation, 4);
    }
}
