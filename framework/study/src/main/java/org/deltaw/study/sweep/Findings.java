package org.deltaw.study.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.regex.Matcher;
import org.deltaw.kernel.comparison.Alternative;

/**
 * Puts numbers into sentences.
 *
 * @param format writes a number as people read it
 */
public record Findings(Table table, DoubleFunction<String> format) {
    private record Pair(Row one, Row other) {}

    /** Tells whether a sentence is about rows that there are: with --quick and --only some are not. */
    public boolean concerns(Finding finding) {
        return !rows(finding.where()).isEmpty() && !rows(other(finding)).isEmpty();
    }

    /** Writes a sentence; one about values that are not there says so. */
    public String say(Finding finding) {
        List<Row> rows = rows(finding.where());
        Sample sample = finding.versus().isEmpty() ? Table.sample(rows, finding.of()) : differences(finding, rows);
        if (sample.values().length == 0) {
            return finding.say().replaceAll(Finding.PLACE.pattern(), "-") + " (There are no values of " + finding.of() + ".)";
        }
        return Finding.PLACE.matcher(finding.say()).replaceAll(place ->
                Matcher.quoteReplacement(text(place.group(1), sample, rows, finding)));
    }

    private String text(String place, Sample sample, List<Row> rows, Finding finding) {
        return switch (place) {
            case "mean" -> format.apply(sample.mean());
            case "median" -> format.apply(sample.median());
            case "deviation" -> format.apply(sample.deviation());
            case "least" -> format.apply(sample.least());
            case "largest" -> format.apply(sample.largest());
            case "count" -> Integer.toString(sample.values().length);
            case "positive" -> Long.toString(sample.positive());
            case "negative" -> Long.toString(sample.negative());
            case "below" -> Long.toString(rows.stream().filter(row -> end(row, "upper.", finding) < 0).count());
            case "above" -> Long.toString(rows.stream().filter(row -> end(row, "lower.", finding) > 0).count());
            default -> test(sample, place.equals("p") ? Alternative.TWO_SIDED : Alternative.GREATER);
        };
    }

    private String test(Sample sample, Alternative alternative) {
        OptionalDouble pValue = sample.signedRankP(alternative);
        return pValue.isPresent() ? format.apply(pValue.getAsDouble()) : "-";
    }

    /** Returns one end of the interval of the coefficient that a sentence is about; not a number if there is none. */
    private static double end(Row row, String which, Finding finding) {
        OptionalDouble end = row.value(finding.of().replaceFirst("^value\\.", which));
        return finding.of().startsWith("value.") && end.isPresent() ? end.getAsDouble() : Double.NaN;
    }

    private List<Row> rows(Map<String, String> levels) {
        return table.rows().stream().filter(row -> row.is(levels)).toList();
    }

    /** Returns the levels with which those of a finding are compared; its own if there are none. */
    private static Map<String, String> other(Finding finding) {
        Map<String, String> other = new LinkedHashMap<>(finding.where());
        other.putAll(finding.versus());
        return other;
    }

    /** Returns the differences between rows that differ in nothing but the levels that are compared. */
    private Sample differences(Finding finding, List<Row> rows) {
        Map<String, String> other = other(finding);
        List<String> same = new ArrayList<>(table.factors());
        same.addAll(List.of("seed", "subject"));
        same.removeAll(finding.versus().keySet());
        return new Sample(rows.stream().flatMap(row -> rows(other).stream()
                        .filter(candidate -> same.stream().allMatch(factor -> candidate.level(factor).equals(row.level(factor))))
                        .findFirst().map(found -> new Pair(row, found)).stream())
                .map(pair -> difference(pair, finding.of())).flatMap(Optional::stream)
                .mapToDouble(Double::doubleValue).toArray());
    }

    private static Optional<Double> difference(Pair pair, String name) {
        OptionalDouble one = pair.one().value(name);
        OptionalDouble other = pair.other().value(name);
        return one.isPresent() && other.isPresent()
                ? Optional.of(one.getAsDouble() - other.getAsDouble()) : Optional.empty();
    }
}
