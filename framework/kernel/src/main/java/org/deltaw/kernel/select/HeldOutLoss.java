package org.deltaw.kernel.select;

import java.util.Arrays;
import java.util.List;

/**
 * What rules that were fitted to all other folds cost on each fold: without penalties, the mean over its trajectories. For
 * a likelihood it is minus the logarithm of the probability of an observation.
 *
 * @param folds one for each; infinite where training went where the loss is not finite
 */
public record HeldOutLoss(List<Double> folds) {
    public HeldOutLoss {
        folds = List.copyOf(folds);
    }

    /** Returns the mean over folds. */
    public double mean() {
        return mean(values());
    }

    /** Returns the standard error of the mean. */
    public double standardError() {
        return standardError(values());
    }

    /** Returns how much worse it is than another, on average over folds. */
    double excessOver(HeldOutLoss other) {
        return mean() - other.mean();
    }

    /** Returns the standard error, over folds, of the mean difference from another. */
    double standardErrorFrom(HeldOutLoss other) {
        double[] differences = new double[folds.size()];
        Arrays.setAll(differences, i -> folds.get(i) - other.folds.get(i));
        return standardError(differences);
    }

    /** Tells whether it is worse than one that is finite, by more than so many standard errors of the difference. */
    boolean isWorseThan(HeldOutLoss other, double standardErrors) {
        return Double.isFinite(other.mean()) && !(excessOver(other) <= standardErrors * standardErrorFrom(other));
    }

    private double[] values() {
        return folds.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double standardError(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
        return Math.sqrt(squares / (values.length - 1) / values.length);
    }
}
