package org.deltaw.kernel.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.deltaw.expr.Formula;
import org.deltaw.kernel.separation.Limit;
import org.deltaw.kernel.separation.Separation;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.linear.RealMatrix;

/**
 * Computes standard errors and large-sample intervals of fitted coefficients, as of an M-estimator (Huber, Proceedings of the Fifth
 * Berkeley Symposium, 1967; White, Econometrica 50, 1982): {@code H^-1 B H^-1}, with {@code H} the matrix of what was minimised and
 * {@code B} the covariance of its gradient, over the coefficients that are neither at a bound nor held at 0. For one thread, once.
 */
public final class Inference {
    /** Robust standard errors need at least so many clusters, and so many for each coefficient. */
    private static final int FEWEST_CLUSTERS = 10;
    private static final int FEWEST_PER_COEFFICIENT = 2;
    /** Intervals are made of them from so many clusters on, and so many for each coefficient. */
    static final int CLUSTERS_OF_INTERVALS = 20;
    static final int PER_COEFFICIENT_OF_INTERVALS = 5;
    /** Steps to the minimum that are shorter, in standard errors, do not matter. */
    private static final double NEAR = 0.1;

    private final Estimate estimate;
    private final Sample sample;
    private final Identifiability all;
    private final int[] free;
    private final Whitening whitening;
    private final int determined;
    private final Clusters clusters;

    /** Returns which eigenvalues of an information matrix, scaled to ones on its diagonal, count as 0. */
    public static double negligible(double resolution) {
        return Identifiability.threshold(resolution);
    }

    /** Finds what the data determine. */
    public Inference(Estimate estimate) {
        this.estimate = estimate;
        this.sample = estimate.sample();
        double[][] information = estimate.information();
        this.all = new Identifiability(information, estimate.resolution());
        this.free = IntStream.range(0, estimate.size())
                .filter(i -> !estimate.boundsAndL1().isNonsmooth(i, estimate.values()[i]) && all.hasEffect(i)
                        && hasBestValue(i)).toArray();
        this.determined = new Identifiability(part(information), estimate.resolution()).rank();
        this.whitening = new Whitening(estimate.withPrior(sample.information()), free, estimate.resolution());
        this.clusters = Clusters.of(sample);
    }

    /** Of what others can change alike, no value is best, but together they may be determined. */
    private boolean hasBestValue(int index) {
        return switch (estimate.separation().of(index)) {
            case FINITE -> true;
            case FLAT -> all.isConfounded(index);
            case INFINITE, MINUS_INFINITE -> false;
        };
    }

    private double[][] part(double[][] whole) {
        return IntStream.of(free).mapToObj(i -> IntStream.of(free).mapToDouble(j -> whole[i][j]).toArray()).toArray(double[][]::new);
    }

    /** Returns which coefficients the data determine, but no standard error, for a reason. */
    public Uncertainty.NotStated withheld(Uncertainty.Reason reason, String because) {
        List<Uncertainty.Coefficient> coefficients = IntStream.range(0, estimate.size())
                .mapToObj(i -> new Uncertainty.Coefficient(estimate.names().get(i), value(i), status(i))).toList();
        return new Uncertainty.NotStated(reason, because, coefficients, confounded());
    }

    /** Computes what can be said. */
    public Uncertainty compute() {
        if (all.isIndefinite()) {
            return new Uncertainty.NotStated(Uncertainty.Reason.NOT_AT_MINIMUM, "the curvature at the fitted values is not that of a "
                    + "minimum, so train longer, or from more training.starts");
        }
        if (!(modelDegrees() >= 1)) {
            return withheld(Uncertainty.Reason.TOO_FEW_DATA, "there are no more observations than coefficients, so nothing is left "
                    + "to estimate the noise from");
        }
        double[] model = sample.basis() == Uncertainty.Basis.SCATTER ? new double[0] : modelErrors();
        double[] robust = robustErrors();
        boolean byClusters = sample.basis() == Uncertainty.Basis.SCATTER
                || (robust.length > 0 && enough(CLUSTERS_OF_INTERVALS, PER_COEFFICIENT_OF_INTERVALS));
        double[] errors = byClusters ? robust : model;
        if (errors.length < free.length) {
            return tooFewClusters();
        }
        OptionalDouble distance = distance(errors);
        if (distance.orElse(0) > NEAR) {
            return estimate.separation().isSeparated() ? withheld(Uncertainty.Reason.NOT_CONVERGED, Separation.ENDLESS)
                    : withheld(Uncertainty.Reason.NOT_AT_MINIMUM, "training has not reached the minimum: from here a step to it would "
                            + "move a coefficient by " + Formula.rounded(distance.getAsDouble()) + " standard errors, so use "
                            + "training.optimizer=gauss-newton, or train longer");
        }
        double degrees = byClusters ? clusters.count() - 1 : modelDegrees();
        Uncertainty.IntervalMethod method =
                byClusters ? Uncertainty.IntervalMethod.CLUSTER_ROBUST : Uncertainty.IntervalMethod.LARGE_SAMPLE;
        Errors all = new Errors(method, errors, model, robust);
        return new Uncertainty.Stated(sample.basis(), method, sample.observations(),
                sample.recordings().size(), new Uncertainty.ClusterCount(clusters.count(), clusters.clustering()), determined, variance(),
                degrees, information(), coefficients(all, quantile(degrees)), confounded(), distance);
    }

    /** Returns the residual variance of a squared error. */
    private OptionalDouble variance() {
        return sample.basis() == Uncertainty.Basis.SQUARED_ERROR
                ? OptionalDouble.of(-sample.logLikelihood() / modelDegrees()) : OptionalDouble.empty();
    }

    private boolean enough(int fewest, int perCoefficient) {
        return clusters.count() >= Math.max(fewest, perCoefficient * determined);
    }

    private Uncertainty.NotStated tooFewClusters() {
        String of = clusters.clustering() == Uncertainty.Clustering.SUBJECTS ? "subjects" : "recordings";
        return withheld(Uncertainty.Reason.TOO_FEW_DATA, "the misfit is no likelihood, and there are too few " + of + " ("
                + clusters.count() + ") to learn the noise from their scatter: it takes " + FEWEST_CLUSTERS + ", and "
                + FEWEST_PER_COEFFICIENT + " for each coefficient");
    }

    /** Returns the standard error of each free coefficient if the model of the noise holds. */
    private double[] modelErrors() {
        double[][] scatter = sample.expectedScatter(2 * variance().orElse(0.5));
        return free.length == 0 ? new double[0] : whitening.deviations(whitening.derivatives(estimate.withPrior(scatter)));
    }

    /** Returns that which the scatter of the clusters shows; none if there are too few. */
    private double[] robustErrors() {
        boolean possible = free.length > 0 && sample.basis() != Uncertainty.Basis.POSTERIOR
                && enough(FEWEST_CLUSTERS, FEWEST_PER_COEFFICIENT);
        return possible ? clusters.jackknife(whitening).map(whitening::deviations).orElse(new double[0]) : new double[0];
    }

    private static double quantile(double degrees) {
        double upper = (1 + Uncertainty.CONFIDENCE) / 2;
        return Double.isInfinite(degrees) ? new NormalDistribution().inverseCumulativeProbability(upper)
                : new TDistribution(degrees).inverseCumulativeProbability(upper);
    }

    /**
     * Standard errors of free coefficients.
     *
     * @param used for intervals
     */
    private record Errors(Uncertainty.IntervalMethod method, double[] used, double[] model, double[] robust) {}

    private List<Uncertainty.Coefficient> coefficients(Errors errors, double quantile) {
        List<Uncertainty.Coefficient> coefficients = new ArrayList<>();
        for (int i = 0; i < estimate.size(); i++) {
            int place = Arrays.binarySearch(free, i);
            Uncertainty.Status status = status(i);
            coefficients.add(status == Uncertainty.Status.DETERMINED
                    ? new Uncertainty.Coefficient(estimate.names().get(i), estimate.values()[i], status,
                            Optional.of(interval(i, errors.method(), errors.used()[place], quantile)), entry(errors.model(), place),
                            entry(errors.robust(), place))
                    : new Uncertainty.Coefficient(estimate.names().get(i), value(i), status));
        }
        return coefficients;
    }

    private static OptionalDouble entry(double[] values, int index) {
        return values.length > 0 ? OptionalDouble.of(values[index]) : OptionalDouble.empty();
    }

    /** Returns estimate and error as an interval that ends at the bounds of the coefficient. */
    private Uncertainty.Interval interval(int index, Uncertainty.IntervalMethod method, double error, double quantile) {
        BoundsAndL1 bounds = estimate.boundsAndL1();
        double lower = estimate.values()[index] - quantile * error;
        double upper = estimate.values()[index] + quantile * error;
        boolean below = lower <= bounds.lower()[index];
        boolean above = upper >= bounds.upper()[index];
        return new Uncertainty.Interval(method, error, below ? bounds.lower()[index] : lower, above ? bounds.upper()[index] : upper,
                below ? Uncertainty.End.AT_BOUND : Uncertainty.End.INSIDE, above ? Uncertainty.End.AT_BOUND : Uncertainty.End.INSIDE);
    }

    /** Returns the fitted values, as the search left them. */
    double[] values() {
        return estimate.values();
    }

    private double value(int index) {
        return estimate.separation().best(index, estimate.values()[index]);
    }

    private Uncertainty.Status status(int index) {
        double value = estimate.values()[index];
        if (estimate.isSeparated(index)) {
            return value(index) > 0 ? Uncertainty.Status.INFINITE : Uncertainty.Status.MINUS_INFINITE;
        }
        BoundsAndL1 bounds = estimate.boundsAndL1();
        if (!all.hasEffect(index)) {
            return Uncertainty.Status.WITHOUT_EFFECT;
        }
        if (value <= bounds.lower()[index]) {
            return Uncertainty.Status.AT_LOWER_BOUND;
        }
        if (value >= bounds.upper()[index]) {
            return Uncertainty.Status.AT_UPPER_BOUND;
        }
        if (bounds.isNonsmooth(index, value)) {
            return Uncertainty.Status.ZERO_BY_PENALTY;
        }
        if (all.isConfounded(index)) {
            return Uncertainty.Status.CONFOUNDED;
        }
        return estimate.separation().of(index) == Limit.FLAT ? Uncertainty.Status.FLAT : Uncertainty.Status.DETERMINED;
    }

    private List<Uncertainty.Confounded> confounded() {
        List<Uncertainty.Confounded> confounded = new ArrayList<>();
        for (List<Integer> group : all.groups()) {
            int combinations = all.determined(group);
            List<Double> weights = List.of();
            if (group.size() == 2 && combinations == 1) {
                double[] pair = all.combination(group.get(0), group.get(1));
                weights = List.of(pair[0], pair[1]);
            }
            confounded.add(new Uncertainty.Confounded(group.stream().map(estimate.names()::get).toList(), combinations, weights));
        }
        return confounded;
    }

    private Optional<Uncertainty.Information> information() {
        double count = sample.observations();
        if (!sample.countsAlike()) {
            return Optional.empty();
        }
        return switch (sample.basis()) {
            // A number that runs to infinity was chosen among all values, too.
            case LIKELIHOOD -> Optional.of(Uncertainty.Information.of(sample.logLikelihood(), determined
                    + (int) IntStream.range(0, estimate.size()).filter(estimate::isSeparated).count(), count));
            // The normal density at the variance that makes it largest; there is none if nothing remains.
            case SQUARED_ERROR -> Optional.of(-count / 2 * (Math.log(2 * Math.PI * -sample.logLikelihood() / count) + 1))
                    .filter(Double::isFinite).map(likelihood -> Uncertainty.Information.of(likelihood, determined + 1, count));
            case POSTERIOR, SCATTER -> Optional.empty();
        };
    }

    /** Returns the longest coordinate of Newton's step to the minimum, in standard errors. */
    private OptionalDouble distance(double[] errors) {
        if (free.length == 0) {
            return OptionalDouble.empty();
        }
        double[] step = whitening.change(whitening.derivative(estimate.slope()));
        return IntStream.range(0, free.length)
                .filter(i -> status(free[i]) == Uncertainty.Status.DETERMINED && errors[i] > 0)
                .mapToDouble(i -> Math.abs(step[i]) / errors[i]).max();
    }

    /**
     * Returns about how far a number is to be changed until the log-likelihood has fallen by a half of the square of some height, if it is
     * quadratic and the other numbers follow; of one that runs to infinity a hundredth of its size, from where it goes on.
     */
    double reach(int index, double height) {
        if (estimate.isSeparated(index)) {
            return Math.max(1, Math.abs(estimate.values()[index])) / 100;
        }
        int own = Arrays.binarySearch(free, index);
        if (own >= 0) {
            return height * modelErrors()[own];
        }
        double slope = Math.abs(estimate.slope()[index]);
        double curvature = estimate.information()[index][index];
        double far = height * height / (slope + Math.sqrt(slope * slope + curvature * height * height));
        return Double.isFinite(far) && far > 0 ? far : Math.max(1, Math.abs(estimate.values()[index]));
    }

    /** Tells whether what was maximised is the log-likelihood. */
    boolean countsAlike() {
        return sample.countsAlike();
    }

    /** Returns the quantile by which an error is multiplied if the model of the noise holds. */
    double modelQuantile() {
        return quantile(modelDegrees());
    }

    /** Returns the degrees of freedom of that quantile's distribution; infinite for the normal one. */
    double modelDegrees() {
        return sample.basis() == Uncertainty.Basis.SQUARED_ERROR ? sample.observations() - determined : Double.POSITIVE_INFINITY;
    }

    /**
     * Returns by how much the best value of each number changes with that of one, at the optimum. What runs to infinity with another one
     * keeps its ratio to it; those at a bound stay there, and others stay where one at a bound leaves it.
     */
    double[] slopes(int index) {
        double[] slopes = new double[estimate.size()];
        int own = Arrays.binarySearch(free, index);
        if (own < 0) {
            Arrays.setAll(slopes, i -> estimate.isSeparated(index) && estimate.isSeparated(i)
                    ? estimate.values()[i] / estimate.values()[index] : 0);
            slopes[index] = 1;
            return slopes;
        }
        RealMatrix covariance = whitening.inverse();
        for (int i = 0; i < free.length; i++) {
            slopes[free[i]] = covariance.getEntry(i, own) / covariance.getEntry(own, own);
        }
        return slopes;
    }
}
