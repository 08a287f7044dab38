package org.deltaw.study.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.kernel.model.ParameterValue;

/**
 * The parameters of a model as a person reads them: numbers by name, with standard errors if there are any; large arrays
 * by mean and spread.
 */
public record Coefficients(List<ParameterValue> parameters, UncertaintyText uncertainty) {
    /** Arrays of up to so many values are shown in full. */
    private static final int SHOWN = 6;

    /** Lists the heads of the columns. */
    List<String> header() {
        List<String> header = new ArrayList<>();
        if (isOfSeveral()) {
            header.add("of");
        }
        header.addAll(List.of("name", "value"));
        if (hasPriors()) {
            header.add("prior");
        }
        header.addAll(uncertainty.header());
        header.add("");
        return header;
    }

    /**
     * Lists the parameters of rules, then those of the network, each in the order of their declaration. Many that are left out of
     * a rule, fixed at 0, have one row for all.
     */
    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        boolean many = parameters.stream().filter(Coefficients::isLeftOut).count() > SHOWN;
        parameters.stream().filter(each -> each.owner().startsWith("rule") && !(many && isLeftOut(each)))
                .forEach(each -> rows.addAll(rowsOf(each)));
        if (many) {
            parameters.stream().filter(Coefficients::isLeftOut).map(ParameterValue::owner).distinct()
                    .forEach(owner -> rows.add(rowOfOthers(owner)));
        }
        parameters.stream().filter(each -> !each.owner().startsWith("rule")).forEach(each -> rows.addAll(rowsOf(each)));
        return rows;
    }

    private static boolean isLeftOut(ParameterValue parameter) {
        return parameter.owner().startsWith("rule") && !parameter.fitted() && parameter.axes().isEmpty()
                && parameter.values()[0] == 0;
    }

    private List<String> rowOfOthers(String owner) {
        long count = parameters.stream().filter(each -> each.owner().equals(owner) && isLeftOut(each)).count();
        return row(new ParameterValue(owner, Numbers.count(count, "other"), List.of(), false, new double[] {0}));
    }

    /** Lists a row for each number of a small array of which more is known than its value, or one for all. */
    private List<List<String>> rowsOf(ParameterValue parameter) {
        int count = parameter.values().length;
        boolean apart = !parameter.axes().isEmpty() && count <= SHOWN && parameter.fitted()
                && uncertainty.of(name(parameter, 0)).isPresent();
        return apart ? IntStream.range(0, count).mapToObj(i -> row(new ParameterValue(parameter.owner(), parameter.name() + "[" + i + "]",
                parameter.unit(), List.of(), true, new double[] {parameter.values()[i]}))).toList() : List.of(row(parameter));
    }

    /** Names a number of an array as it is called among the fitted ones. */
    private static String name(ParameterValue parameter, int index) {
        return parameter.owner() + "." + ParameterValue.label(parameter.name() + "[" + index + "]", parameter.unit());
    }

    private List<String> row(ParameterValue parameter) {
        Optional<Uncertainty.Coefficient> known = uncertainty.of(parameter.owner() + "." + parameter.label());
        List<String> row = new ArrayList<>();
        if (isOfSeveral()) {
            row.add(parameter.owner());
        }
        row.add(parameter.label() + shape(parameter));
        row.add(known.filter(each -> Double.isInfinite(each.value())).map(each -> SubjectValues.words(each.value()))
                .orElseGet(() -> value(parameter)));
        if (hasPriors()) {
            row.add(parameter.prior().map(PriorText::of).orElse(parameter.fitted() ? "none" : "-"));
        }
        row.addAll(uncertainty.columns(known));
        row.add(parameter.fitted() ? known.map(uncertainty::note).orElse("") : "fixed");
        return row;
    }

    private boolean hasPriors() {
        return parameters.stream().anyMatch(parameter -> parameter.prior().isPresent());
    }

    /** Tells whether parameters have several owners, so that each is to be named. */
    private boolean isOfSeveral() {
        return parameters.stream().map(ParameterValue::owner).distinct().count() > 1;
    }

    /** Writes the table. */
    public String table() {
        TextTable table = new TextTable(header().toArray(String[]::new));
        rows().forEach(row -> table.row(row.toArray(String[]::new)));
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
