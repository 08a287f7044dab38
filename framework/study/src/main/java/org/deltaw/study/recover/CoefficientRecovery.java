package org.deltaw.study.recover;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import org.deltaw.kernel.evaluation.Proportion;
import org.deltaw.spi.data.Design;

/**
 * How well a coefficient is recovered from an experiment of one size.
 *
 * @param parameter its full name
 * @param estimates one for each replicate; of what each subject has its own one for each of them
 */
public record CoefficientRecovery(Design.Size size, String parameter, List<Estimate> estimates) {
    public CoefficientRecovery {
        estimates = List.copyOf(estimates);
    }

    /** Returns how many estimates there are. */
    public int replicates() {
        return estimates.size();
    }

    /** Counts the estimates of a status. */
    public long count(Estimate.Status status) {
        return estimates.stream().filter(estimate -> estimate.status() == status).count();
    }

    /** Returns the values of those estimates that have one. */
    double[] values() {
        return estimates.stream().filter(Estimate::isKnown).mapToDouble(Estimate::value).toArray();
    }

    /** Returns the truth; where subjects have their own the mean of those; empty if it is not known. */
    public OptionalDouble truth() {
        return hasSeveralTruths() ? truths().average() : truths().findFirst();
    }

    /** Tells whether subjects have truths of their own. */
    public boolean hasSeveralTruths() {
        return truths().distinct().count() > 1;
    }

    private DoubleStream truths() {
        return estimates.stream().mapToDouble(Estimate::truth).filter(truth -> !Double.isNaN(truth));
    }

    /** Returns the mean of the estimates that have a value. */
    public OptionalDouble mean() {
        return Arrays.stream(values()).average();
    }

    /** Returns the mean of what estimates that have a value are above their truth. */
    public OptionalDouble bias() {
        return Arrays.stream(errors()).average();
    }

    private double[] errors() {
        return estimates.stream().filter(Estimate::isKnown).mapToDouble(estimate -> estimate.value() - estimate.truth())
                .filter(error -> !Double.isNaN(error)).toArray();
    }

    /**
     * Returns the standard deviation of the estimates that have a value, with n - 1 in the denominator; where subjects have truths of
     * their own, that of what estimates are above these.
     */
    public OptionalDouble deviation() {
        double[] values = hasSeveralTruths() ? errors() : values();
        if (values.length < 2) {
            return OptionalDouble.empty();
        }
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
        return OptionalDouble.of(Math.sqrt(squares / (values.length - 1)));
    }

    /** Returns the mean of the standard errors that were stated. */
    public OptionalDouble meanStandardError() {
        return estimates.stream().flatMap(estimate -> estimate.interval().stream())
                .mapToDouble(Estimate.Interval::standardError).filter(Double::isFinite).average();
    }

    /** Returns the mean width of the intervals that were stated and have two ends. */
    public OptionalDouble meanWidth() {
        return estimates.stream().flatMap(estimate -> estimate.interval().stream())
                .mapToDouble(interval -> interval.upper() - interval.lower()).filter(Double::isFinite).average();
    }

    /** Returns how many intervals hold the truth; an estimate without one counts as a miss. Empty if there are none, or no truth. */
    public Optional<Proportion> coverage() {
        return truth().isEmpty() ? Optional.empty() : proportion(Estimate::holdsTruth);
    }

    /** Returns how many intervals lie on one side of 0; an estimate without one does not. Empty if there are none. */
    public Optional<Proportion> power() {
        return proportion(Estimate::excludesZero);
    }

    /** Where fits give no intervals at all, nothing is missed. */
    private Optional<Proportion> proportion(Predicate<Estimate> holds) {
        boolean withoutAny = count(Estimate.Status.STATED) == 0 && count(Estimate.Status.WITHOUT_INTERVAL) > 0;
        return withoutAny || estimates.isEmpty() ? Optional.empty()
                : Optional.of(new Proportion(estimates.stream().filter(holds).count(), estimates.size()));
    }

    /** Returns what {@code recovery.json} says of it. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("trials", size.trials());
        json.put("subjects", size.subjects());
        json.put("parameter", parameter);
        json.put("truth", truth());
        json.put("mean", mean());
        json.put("bias", bias());
        json.put("sd", deviation());
        json.put("meanSe", meanStandardError());
        json.put("meanWidth", meanWidth());
        json.put("coverage", share(coverage()));
        json.put("coverageLow", coverage().map(Proportion::lower));
        json.put("coverageHigh", coverage().map(Proportion::upper));
        json.put("power", share(power()));
        for (Estimate.Status status : Estimate.Status.values()) {
            json.put(status.key(), count(status));
        }
        json.put("replicates", replicates());
        return json;
    }

    static OptionalDouble share(Optional<Proportion> proportion) {
        return proportion.map(each -> OptionalDouble.of(each.share())).orElseGet(OptionalDouble::empty);
    }
}
