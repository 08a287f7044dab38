package org.deltaw.study.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.evaluation.Statistic;
import org.deltaw.kernel.evaluation.Statistics;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.kernel.minimise.Epoch;
import org.deltaw.study.record.Csv;

/** The figures of a fit that an experiment may keep, by the names they have in {@code metrics.json}. */
public final class Measures {
    private static final String HELD_OUT = "heldOut.";
    private static final String VALUE = "value.";
    private static final String SECONDS = "seconds";
    private static final String SECONDS_TO = "secondsTo.";
    private static final String EPOCHS_TO = "epochsTo.";

    private static final String EPOCHS = "epochs";
    private static final String MEDIAN = "median.";

    /** What begins the name of a figure of a coefficient, as in {@code value.rule.w}. */
    private static final Map<String, String> OF_COEFFICIENTS = ordered(
            VALUE, "fitted value of", "standardError.", "standard error of",
            "lower.", "lower end of the 95 % interval of", "upper.", "upper end of the 95 % interval of",
            "robustStandardError.", "standard error, from the scatter of recordings alone, of");

    private Measures() {}

    /** Tells whether there may be a figure of that name. */
    static boolean isKnown(String name, List<Double> reach) {
        return names(reach).contains(name)
                || OF_COEFFICIENTS.keySet().stream().anyMatch(start -> name.startsWith(start) && name.length() > start.length());
    }

    /** Lists all names, with an example of those that depend on the rule. */
    static List<String> names(List<Double> reach) {
        List<String> names = new ArrayList<>(ofData());
        ofData().forEach(name -> names.add(HELD_OUT + name));
        names.add(EPOCHS);
        Statistics.criteria().forEach(criterion -> names.add(criterion.key()));
        names.add(SECONDS);
        reach.forEach(loss -> names.addAll(List.of(EPOCHS_TO + loss, SECONDS_TO + loss)));
        OF_COEFFICIENTS.keySet().forEach(start -> names.add(start + "rule.TERM"));
        return names;
    }

    /** Lists the names of statistics of data, which exist of what was fitted and of what was held out. */
    private static List<String> ofData() {
        List<String> names = new ArrayList<>();
        for (Statistic statistic : Statistics.ofData()) {
            names.add(statistic.key());
            if (statistic.whole() == Statistic.Whole.TOTAL_AND_MEDIAN) {
                names.add(MEDIAN + statistic.key());
            }
        }
        return names;
    }

    /** Tells whether a sentence may test a figure: those of held-out data and fitted values alone do not grow by fitting more. */
    static boolean isTestable(String name) {
        return name.startsWith(HELD_OUT) || name.startsWith(VALUE);
    }

    /** Tells whether a figure depends on the machine, so that it is no part of the table. */
    static boolean isTiming(String name) {
        return name.equals(SECONDS) || name.startsWith(SECONDS_TO);
    }

    /** Returns the name of a figure's column; that of a coefficient in it stays as it is. */
    static String column(String name) {
        return OF_COEFFICIENTS.keySet().stream().filter(name::startsWith).findFirst()
                .map(start -> Csv.column(start) + name.substring(start.length())).orElseGet(() -> Csv.column(name));
    }

    /** Says what a figure is. */
    public static String explain(String name) {
        String own = name.startsWith(HELD_OUT) ? name.substring(HELD_OUT.length()) : name;
        String where = own.equals(name) ? "" : "on held-out data: ";
        if (own.equals(EPOCHS)) {
            return "how many iterations training took: of adam passes over the data, of gauss-newton steps";
        } else if (own.equals(SECONDS)) {
            return "seconds of training, on the machine that ran it; in timings.csv";
        } else if (own.startsWith(EPOCHS_TO)) {
            return "iterations until the loss was at most that; empty if it never was";
        } else if (own.startsWith(SECONDS_TO)) {
            return "seconds until the loss was at most that, on the machine that ran it; empty if it never was";
        }
        return statistic(own).map(explanation -> where + explanation).orElseGet(() -> OF_COEFFICIENTS.entrySet().stream()
                .filter(each -> own.startsWith(each.getKey()))
                .map(each -> each.getValue() + " " + own.substring(each.getKey().length())).findFirst().orElse(""));
    }

    private static Optional<String> statistic(String name) {
        boolean median = name.startsWith(MEDIAN);
        String key = median ? name.substring(MEDIAN.length()) : name;
        return Statistics.ALL.stream().filter(each -> each.key().equals(key))
                .map(each -> (median ? "median of trajectories: " : "") + each.explanation()).findFirst();
    }

    /**
     * Returns all figures of a fit that are known.
     *
     * @param names of the fitted numbers
     * @param seconds since training began, after each epoch
     */
    public static Map<String, Double> of(FitResult result, List<String> names, List<Double> seconds, List<Double> reach) {
        Map<String, Double> values = new LinkedHashMap<>();
        add(values, "", result.metrics());
        result.heldOut().ifPresent(heldOut -> add(values, HELD_OUT, heldOut));
        values.put(EPOCHS, (double) result.best().epochs());
        values.put(SECONDS, seconds.isEmpty() ? 0 : seconds.getLast());
        for (double loss : reach) {
            addReached(values, result.best().history(), seconds, loss);
        }
        for (int i = 0; i < names.size(); i++) {
            values.put(VALUE + names.get(i), result.best().parameters()[i]);
        }
        // What runs to infinity stretches no axis, and what the data say nothing of has no place on one.
        result.uncertainty().coefficients().stream().filter(each -> Double.isInfinite(each.value()) || each.status().isUndetermined())
                .forEach(each -> values.remove("value." + each.name()));
        if (result.uncertainty() instanceof Uncertainty.Stated stated) {
            add(values, stated);
        }
        values.values().removeIf(value -> !Double.isFinite(value));
        return values;
    }

    private static void add(Map<String, Double> values, String start, Metrics metrics) {
        for (Statistic statistic : Statistics.ofData()) {
            statistic.of(metrics).ifPresent(value -> values.put(start + statistic.key(), value));
            if (statistic.whole() == Statistic.Whole.TOTAL_AND_MEDIAN) {
                statistic.median(metrics).ifPresent(value -> values.put(start + MEDIAN + statistic.key(), value));
            }
        }
    }

    private static void addReached(Map<String, Double> values, List<Epoch> history, List<Double> seconds, double loss) {
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i).loss() <= loss) {
                values.put(EPOCHS_TO + loss, (double) history.get(i).number());
                values.put(SECONDS_TO + loss, seconds.get(i));
                return;
            }
        }
    }

    private static void add(Map<String, Double> values, Uncertainty.Stated stated) {
        stated.information().ifPresent(information -> Statistics.criteria().forEach(criterion ->
                criterion.of(information).ifPresent(value -> values.put(criterion.key(), value))));
        for (Uncertainty.Coefficient each : stated.coefficients()) {
            each.interval().ifPresent(interval -> {
                if (Double.isFinite(interval.standardError())) {
                    values.put("standardError." + each.name(), interval.standardError());
                }
                values.put("lower." + each.name(), interval.lower());
                values.put("upper." + each.name(), interval.upper());
            });
            each.robustStandardError().ifPresent(error -> values.put("robustStandardError." + each.name(), error));
        }
    }

    private static SequencedMap<String, String> ordered(String... pairs) {
        SequencedMap<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return Collections.unmodifiableSequencedMap(map);
    }
}
