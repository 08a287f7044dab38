package org.deltaw.kernel.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.deltaw.kernel.separation.Limit;
import org.deltaw.kernel.separation.Separation;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * Computes standard errors of fitted coefficients, as of an M-estimator (Huber, Proceedings of the Fifth Berkeley
 * Symposium, 1967; White, Econometrica 50, 1982): {@code H^-1 B H^-1}, with {@code H} the matrix of what was minimised and
 * {@code B} the covariance of its gradient, over the coefficients that are neither at a bound nor held at 0. For one thread, once.
 */
public final class Inference {
    /** Robust standard errors need at least so many recordings, and so many for each coefficient. */
    private static final int FEWEST_RECORDINGS = 10;
    private static final int FEWEST_PER_COEFFICIENT = 2;

    private final List<String> names;
    private final double[] values;
    private final BoundsAndL1 boundsAndL1;
    private final Separation separation;
    private final Answer smooth;
    private final Observed observed;
    private final boolean penalised;
    private final double resolution;
    private final Identifiability all;
    private final int[] free;
    private final RealMatrix inverse;
    private final int determined;

    /**
     * Prepares it.
     *
     * @param names of the fitted numbers
     * @param values of them
     * @param separation which of them have a finite best value
     * @param smooth the objective there
     * @param observed the misfit there
     * @param penalised whether there are penalties
     * @param resolution the relative distance of the numbers that they were computed with
     */
    public Inference(List<String> names, double[] values, BoundsAndL1 boundsAndL1, Separation separation, Answer smooth, Observed observed,
            boolean penalised, double resolution) {
        this.names = names;
        this.values = values;
        this.boundsAndL1 = boundsAndL1;
        this.separation = separation;
        this.smooth = smooth;
        this.observed = observed;
        this.penalised = penalised;
        this.resolution = resolution;
        double[][] information = observed.matrix(values.length);
        this.all = new Identifiability(withoutSeparated(information), resolution);
        this.free = IntStream.range(0, values.length)
                .filter(i -> !boundsAndL1.isNonsmooth(i, values[i]) && all.hasEffect(i) && separation.of(i) == Limit.FINITE).toArray();
        this.determined = new Identifiability(part(information), resolution).rank();
        this.inverse = inverse();
    }

    /** Returns which eigenvalues of an information matrix, scaled to ones on its diagonal, count as 0. */
    public static double negligible(double resolution) {
        return Identifiability.threshold(resolution);
    }

    private boolean isSeparated(int index) {
        return separation.of(index) == Limit.INFINITE || separation.of(index) == Limit.MINUS_INFINITE;
    }

    /** What runs to infinity leaves behind an information of next to nothing, in which no direction means anything. */
    private double[][] withoutSeparated(double[][] information) {
        double[][] rest = new double[information.length][information.length];
        for (int i = 0; i < rest.length; i++) {
            for (int j = 0; j < rest.length; j++) {
                rest[i][j] = isSeparated(i) || isSeparated(j) ? 0 : information[i][j];
            }
        }
        return rest;
    }

    /** Computes what can be said. */
    public Uncertainty compute() {
        double dispersion = 1;
        Uncertainty.Basis basis = observed.basis();
        OptionalDouble variance = OptionalDouble.empty();
        double degrees = Double.POSITIVE_INFINITY;
        boolean robust = basis != Uncertainty.Basis.POSTERIOR && observed.recordings().size() >= Math.max(FEWEST_RECORDINGS, FEWEST_PER_COEFFICIENT * determined);
        double observations = observed.observations();
        switch (basis) {
            case LIKELIHOOD, POSTERIOR -> { }
            case SQUARED_ERROR -> {
                degrees = observations - determined;
                if (!(degrees >= 1)) {
                    return new Uncertainty.NotStated("there are no more observations than coefficients, so nothing is "
                            + "left to estimate the noise from");
                }
                variance = OptionalDouble.of(observed.cost() / degrees);
                dispersion = 2 * variance.getAsDouble();
            }
            case RECORDINGS -> {
                if (!robust) {
                    return tooFewRecordings();
                }
                degrees = observed.recordings().size() - 1;
            }
        }
        double[] scatter = robust ? standardErrors(observed.observedScatter(values.length)) : new double[0];
        double[] errors = basis == Uncertainty.Basis.RECORDINGS ? scatter
                : standardErrors(observed.expectedScatter(values.length, dispersion));
        return new Uncertainty.Stated(basis, penalised, observations, observed.recordings().size(), determined, variance, degrees,
                information(basis, observations), coefficients(errors, scatter, quantile(degrees)), confounded(),
                distance(errors));
    }

    private Uncertainty.NotStated tooFewRecordings() {
        int count = observed.misfits().size();
        return new Uncertainty.NotStated((count == 1 ? "the misfit is no likelihood"
                : "there are " + count + " misfits with a weight, which together are no likelihood")
                + ", and there are too few recordings (" + observed.recordings().size() + ") to learn the noise from their "
                + "scatter: it takes " + FEWEST_RECORDINGS + ", and " + FEWEST_PER_COEFFICIENT + " for each coefficient");
    }

    private double[][] part(double[][] whole) {
        double[][] part = new double[free.length][free.length];
        for (int i = 0; i < free.length; i++) {
            for (int j = 0; j < free.length; j++) {
                part[i][j] = whole[free[i]][free[j]];
            }
        }
        return part;
    }

    /** Inverts the matrix of the free coefficients, without the directions that nothing determines. */
    private RealMatrix inverse() {
        RealMatrix inverse = new Array2DRowRealMatrix(Math.max(1, free.length), Math.max(1, free.length));
        if (free.length == 0) {
            return inverse;
        }
        double[] scale = new double[free.length];
        RealMatrix scaled = new Array2DRowRealMatrix(free.length, free.length);
        for (int i = 0; i < free.length; i++) {
            scale[i] = Math.sqrt(curvature(i, i));
        }
        for (int i = 0; i < free.length; i++) {
            for (int j = 0; j < free.length; j++) {
                scaled.setEntry(i, j, curvature(i, j) / (scale[i] * scale[j]));
            }
        }
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(scaled);
        for (int k = 0; k < free.length; k++) {
            if (eigen.getEigenvalue(k) > Identifiability.threshold(resolution)) {
                RealVector vector = eigen.getEigenvector(k);
                for (int i = 0; i < free.length; i++) {
                    for (int j = 0; j < free.length; j++) {
                        inverse.addToEntry(i, j, vector.getEntry(i) * vector.getEntry(j) / eigen.getEigenvalue(k)
                                / (scale[i] * scale[j]));
                    }
                }
            }
        }
        return inverse;
    }

    private double curvature(int one, int other) {
        int size = values.length;
        return (smooth.matrix()[free[one] * size + free[other]] + smooth.matrix()[free[other] * size + free[one]]) / 2;
    }

    /** Returns the standard error of each free coefficient, given the covariance of the gradient. */
    private double[] standardErrors(double[][] scatter) {
        if (free.length == 0) {
            return new double[0];
        }
        RealMatrix covariance = inverse.multiply(new Array2DRowRealMatrix(part(scatter), false)).multiply(inverse);
        return IntStream.range(0, free.length).mapToDouble(i -> Math.sqrt(Math.max(0, covariance.getEntry(i, i)))).toArray();
    }

    private static double quantile(double degrees) {
        double upper = (1 + Uncertainty.CONFIDENCE) / 2;
        return Double.isInfinite(degrees) ? new NormalDistribution().inverseCumulativeProbability(upper)
                : new TDistribution(degrees).inverseCumulativeProbability(upper);
    }

    private List<Uncertainty.Coefficient> coefficients(double[] errors, double[] robust, double quantile) {
        List<Uncertainty.Coefficient> coefficients = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            boolean isFree = next < free.length && free[next] == i;
            Uncertainty.Status status = status(i);
            Optional<Uncertainty.Interval> interval = Optional.empty();
            OptionalDouble scatter = OptionalDouble.empty();
            if (status == Uncertainty.Status.DETERMINED) {
                double error = errors[next];
                interval = Optional.of(new Uncertainty.Interval(
                        error, values[i] - quantile * error, values[i] + quantile * error));
                scatter = robust.length > 0 ? OptionalDouble.of(robust[next]) : OptionalDouble.empty();
            }
            coefficients.add(new Uncertainty.Coefficient(names.get(i), value(i, status), status, interval, scatter));
            next += isFree ? 1 : 0;
        }
        return coefficients;
    }

    private double value(int index, Uncertainty.Status status) {
        return switch (status) {
            case INFINITE -> Double.POSITIVE_INFINITY;
            case MINUS_INFINITE -> Double.NEGATIVE_INFINITY;
            default -> values[index];
        };
    }

    private Uncertainty.Status status(int index) {
        double value = values[index];
        if (isSeparated(index)) {
            return separation.of(index) == Limit.INFINITE ? Uncertainty.Status.INFINITE : Uncertainty.Status.MINUS_INFINITE;
        }
        if (!all.hasEffect(index)) {
            return Uncertainty.Status.WITHOUT_EFFECT;
        }
        if (value <= boundsAndL1.lower()[index]) {
            return Uncertainty.Status.AT_LOWER_BOUND;
        }
        if (value >= boundsAndL1.upper()[index]) {
            return Uncertainty.Status.AT_UPPER_BOUND;
        }
        if (boundsAndL1.isNonsmooth(index, value)) {
            return Uncertainty.Status.ZERO_BY_PENALTY;
        }
        if (all.isConfounded(index)) {
            return Uncertainty.Status.CONFOUNDED;
        }
        return separation.of(index) == Limit.FLAT ? Uncertainty.Status.FLAT : Uncertainty.Status.DETERMINED;
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
            confounded.add(new Uncertainty.Confounded(group.stream().map(names::get).toList(), combinations, weights));
        }
        return confounded;
    }

    private Optional<Uncertainty.Information> information(Uncertainty.Basis basis, double observations) {
        double cost = observed.cost();
        double likelihood = switch (basis) {
            case LIKELIHOOD -> -cost;
            // The normal density at the variance that makes it largest.
            case SQUARED_ERROR -> -observations / 2 * (Math.log(2 * Math.PI * cost / observations) + 1);
            // Criteria are of the largest likelihood, not of the likelihood where the posterior is.
            case POSTERIOR, RECORDINGS -> Double.NaN;
        };
        // A number that runs to infinity was chosen among all values, too.
        int separated = (int) IntStream.range(0, values.length).filter(this::isSeparated).count();
        int parameters = determined + separated + (basis == Uncertainty.Basis.SQUARED_ERROR ? 1 : 0);
        return Double.isFinite(likelihood)
                ? Optional.of(Uncertainty.Information.of(likelihood, parameters, observations))
                : Optional.empty();
    }

    private OptionalDouble distance(double[] errors) {
        double longest = -1;
        for (int i = 0; i < free.length; i++) {
            double step = 0;
            for (int j = 0; j < free.length; j++) {
                step += inverse.getEntry(i, j) * boundsAndL1.slope(free[j], values[free[j]], smooth.gradient()[free[j]]);
            }
            if (status(free[i]) == Uncertainty.Status.DETERMINED && errors[i] > 0) {
                longest = Math.max(longest, Math.abs(step) / errors[i]);
            }
        }
        return longest < 0 ? OptionalDouble.empty() : OptionalDouble.of(longest);
    }
}
