package org.deltaw.cli.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.function.Function;
import org.deltaw.kernel.Epoch;
import org.deltaw.kernel.FitResult;
import org.deltaw.kernel.Metrics;
import org.deltaw.kernel.Uncertainty;
import org.deltaw.spec.MetricsJson;

/** The figures of a fit that an experiment may keep, by the names they have in {@code metrics.json}. */
public final class Measures {
    private static final String HELD_OUT = "heldOut.";
    private static final String SECONDS = "seconds";
    private static final String SECONDS_TO = "secondsTo.";
    private static final String EPOCHS_TO = "epochsTo.";

    /** Figures of data, which exist of what was fitted and of what was held out. */
    private static final Map<String, String> OF_DATA = ordered(
            "steps", "how many steps were observed, in all trajectories together",
            "loss", "what was minimised, at the end; of held-out data without penalties",
            "logLikelihood", "logarithm of the probability of all that was observed, in nats",
            "deviance", "mean of -2 log p over observed steps",
            "percentDevianceExplained.noPlasticity", "over the same network without plasticity, in percent, over all steps",
            "percentDevianceExplained.constantChoice", "over the best constant prediction, in percent, over all steps",
            "median.percentDevianceExplained.noPlasticity", "the same over no plasticity, median of trajectories",
            "median.percentDevianceExplained.constantChoice", "the same over a constant prediction, median of trajectories",
            "rSquared.weights.uniform", "R² of the weights under the true rule, mean over synapses, median of trajectories",
            "rSquared.weights.varianceWeighted", "the same, synapses weighted by the variance of their weights",
            "rSquared.activity.uniform", "R² of the activity under the true rule, mean over neurons, median of trajectories",
            "rSquared.activity.varianceWeighted", "the same, neurons weighted by the variance of their activity",
            "rSquared.recordedActivity.uniform", "R² of the recorded activity, mean over neurons, median of trajectories",
            "rSquared.recordedActivity.varianceWeighted", "the same, neurons weighted by the variance of their activity",
            "weightError", "root of the mean square difference of weights from those of the true rule, after the last step, mean "
                    + "over trajectories");

    private static final Map<String, String> OF_FIT = ordered(
            "epochs", "how many epochs training took (of adam passes over the data, of gauss-newton steps)",
            "aic", "Akaike's information criterion; less is better",
            "bic", "Schwarz's information criterion; less is better",
            SECONDS, "seconds of training, on the machine that ran it; in timings.csv");

    /** What begins the name of a figure of a coefficient, as in {@code value.rule.w}. */
    private static final Map<String, String> OF_COEFFICIENTS = ordered(
            "value.", "fitted value of", "standardError.", "standard error of",
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
        List<String> names = new ArrayList<>(OF_DATA.keySet());
        OF_DATA.keySet().forEach(name -> names.add(HELD_OUT + name));
        names.addAll(OF_FIT.keySet());
        reach.forEach(loss -> names.addAll(List.of(EPOCHS_TO + loss, SECONDS_TO + loss)));
        OF_COEFFICIENTS.keySet().forEach(start -> names.add(start + "rule.TERM"));
        return names;
    }

    /** Tells whether a figure depends on the machine, so that it is no part of the table. */
    static boolean isTiming(String name) {
        return name.equals(SECONDS) || name.startsWith(SECONDS_TO);
    }

    /** Says what a figure is. */
    public static String explain(String name) {
        String own = name.startsWith(HELD_OUT) ? name.substring(HELD_OUT.length()) : name;
        String where = own.equals(name) ? "" : "on held-out data: ";
        if (OF_DATA.containsKey(own)) {
            return where + OF_DATA.get(own);
        }
        if (own.startsWith(EPOCHS_TO)) {
            return "epochs until the loss was at most that; empty if it never was";
        }
        if (own.startsWith(SECONDS_TO)) {
            return "seconds until the loss was at most that, on the machine that ran it; empty if it never was";
        }
        return OF_FIT.getOrDefault(own, OF_COEFFICIENTS.entrySet().stream().filter(each -> own.startsWith(each.getKey()))
                .map(each -> each.getValue() + " " + own.substring(each.getKey().length())).findFirst().orElse(""));
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
        values.put("epochs", (double) result.checkpoint().epochs());
        values.put(SECONDS, seconds.isEmpty() ? 0 : seconds.getLast());
        for (double loss : reach) {
            addReached(values, result.checkpoint().history(), seconds, loss);
        }
        for (int i = 0; i < names.size(); i++) {
            values.put("value." + names.get(i), result.checkpoint().parameters()[i]);
        }
        if (result.uncertainty() instanceof Uncertainty.Stated stated) {
            add(values, stated);
        }
        values.values().removeIf(value -> !Double.isFinite(value));
        return values;
    }

    private static void add(Map<String, Double> values, String start, Metrics metrics) {
        flatten(values, start, MetricsJson.of(metrics));
        addMedian(values, start + "median.percentDevianceExplained.noPlasticity", metrics,
                Metrics.Fitness::explainedOverNoPlasticity);
        addMedian(values, start + "median.percentDevianceExplained.constantChoice", metrics,
                Metrics.Fitness::explainedOverConstantChoice);
        double[] errors = Curves.weightErrors(metrics);
        if (errors.length > 0) {
            values.put(start + "weightError", errors[errors.length - 1]);
        }
    }

    private static void addMedian(Map<String, Double> values, String name, Metrics metrics,
            Function<Metrics.Fitness, OptionalDouble> figure) {
        metrics.median(each -> figure.apply(each.fitness())).ifPresent(median -> values.put(name, median));
    }

    private static void flatten(Map<String, Double> values, String start, Map<?, ?> json) {
        json.forEach((key, value) -> {
            switch (value) {
                case Map<?, ?> inner -> flatten(values, start + key + ".", inner);
                case OptionalDouble number -> number.ifPresent(known -> values.put(start + key, known));
                case Number number -> values.put(start + key, number.doubleValue());
                default -> { }
            }
        });
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
        stated.information().ifPresent(information -> {
            values.put("aic", information.aic());
            values.put("bic", information.bic());
        });
        for (Uncertainty.Coefficient each : stated.coefficients()) {
            each.interval().ifPresent(interval -> {
                values.put("standardError." + each.name(), interval.standardError());
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
