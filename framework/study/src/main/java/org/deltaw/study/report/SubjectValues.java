package org.deltaw.study.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.deltaw.kernel.evaluation.Metrics;
import org.deltaw.kernel.inference.Uncertainty;

/**
 * The values of one coefficient over subjects. One that runs to infinity counts as larger, or smaller, than all others; one of which a
 * subject's data say nothing does not count.
 *
 * @param values infinite for the former, not a number for the latter
 */
record SubjectValues(double[] values) {
    /**
     * Returns what counts of a subject's coefficient.
     *
     * @param known what its data say of it
     * @param fitted where its search ended
     */
    static double of(Uncertainty.Coefficient known, double fitted) {
        return known.status().isUndetermined() ? Double.NaN : Double.isInfinite(known.value()) ? known.value() : fitted;
    }

    /** Writes one value: {@code -} if it does not count. */
    static String words(double value) {
        return Double.isNaN(value) ? "-" : Double.isInfinite(value) ? (value > 0 ? "+infinity" : "-infinity") : Numbers.rounded(value);
    }

    /** Returns the median of all that count. */
    OptionalDouble median() {
        return Metrics.median(Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray());
    }

    /** Returns the median of the finite ones. */
    OptionalDouble finiteMedian() {
        return Metrics.median(Arrays.stream(values).filter(Double::isFinite).toArray());
    }

    /** Tells whether any is not finite, so that the two medians are not of the same values. */
    boolean isMixed() {
        return !Arrays.stream(values).allMatch(Double::isFinite);
    }

    /** Says how many run to infinity, and how many do not count. */
    String counts(String name) {
        List<String> parts = new ArrayList<>();
        add(parts, Arrays.stream(values).filter(value -> value == Double.POSITIVE_INFINITY).count(), "at +infinity");
        add(parts, Arrays.stream(values).filter(value -> value == Double.NEGATIVE_INFINITY).count(), "at -infinity");
        add(parts, Arrays.stream(values).filter(Double::isNaN).count(), "not determined and left out");
        return name + ": of " + Numbers.count(values.length, "subject") + " " + String.join(", ", parts);
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(Numbers.count(count) + " " + what);
        }
    }
}
