package org.deltaw.kernel.inference;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.deltaw.kernel.fit.Problem;

/** How far fitted coefficients are determined by the data. */
public sealed interface Uncertainty {
    /** The share of experiments whose intervals would hold the true value if there were data without end. */
    double CONFIDENCE = 0.95;

    /** Lists the coefficients in the order of {@link Problem#names}; none if nothing is known of them. */
    List<Coefficient> coefficients();

    /** Lists groups of coefficients that the data cannot tell apart, in the order of their first members. */
    List<Confounded> confounded();

    /**
     * Returns what is left to be said if the terms of the rule were selected by the same data: which coefficients these determine, but
     * no standard error, interval or criterion.
     */
    default NotStated afterSelection() {
        return withheld(Reason.TERMS_SELECTED, "the terms were selected by the same data, and what is computed as if they had been known "
                + "before claims too much");
    }

    /** Returns the same without standard errors, intervals and criteria, for a reason. */
    default NotStated withheld(Reason reason, String because) {
        return new NotStated(reason, because, coefficients().stream().map(Coefficient::withoutErrors).toList(), confounded());
    }

    /**
     * No standard errors, intervals and criteria can be stated.
     *
     * @param reason the same for programs
     * @param because a clause that says why
     * @param coefficients which of them the data determine; empty if that is not known
     * @param confounded empty if that is not known
     */
    record NotStated(Reason reason, String because, List<Coefficient> coefficients, List<Confounded> confounded) implements Uncertainty {
        public NotStated {
            coefficients = List.copyOf(coefficients);
            confounded = List.copyOf(confounded);
        }

        /** Nothing is known of coefficients. */
        public NotStated(Reason reason, String because) {
            this(reason, because, List.of(), List.of());
        }
    }

    /** Why nothing is stated. */
    enum Reason {
        /** The spec does not want it. */
        NOT_ASKED,
        /** The model is not one of a few named coefficients, and a likelihood or misfit of them. */
        NOT_OF_COEFFICIENTS,
        /** Training did not come to its end. */
        NOT_CONVERGED,
        /** Training ended where there is no minimum, or where another one is known to be lower. */
        NOT_AT_MINIMUM,
        /** Another optimum describes the data about as well. */
        NOT_DETERMINED,
        /** Penalties draw coefficients to where the data would not have them. */
        PENALISED,
        /** What was maximised is a lower bound of the likelihood. */
        LIKELIHOOD_BOUND,
        /** The terms of the rule were selected by the same data. */
        TERMS_SELECTED,
        /** There are too few data. */
        TOO_FEW_DATA,
        /** What was asked for takes a likelihood. */
        NO_LIKELIHOOD
    }

    /**
     * Standard errors at the fitted values.
     *
     * @param basis on what they rest
     * @param method by which intervals are made where a coefficient's own does not say otherwise
     * @param observations how many values were compared; repetitions of a recording count as one of them
     * @param recordings how many there were
     * @param clusters whose scatter gives robust standard errors
     * @param determined how many of the coefficients that are not at a bound the data determine
     * @param residualVariance of a squared error; empty for likelihoods
     * @param degreesOfFreedom of the distribution that gives the intervals; infinite for the normal one
     * @param information criteria, if there is a likelihood
     * @param distance how far training is from the minimum: the longest of the steps that lead there, in standard
     *     errors of its coefficient; empty if there is no standard error
     */
    record Stated(
            Basis basis, IntervalMethod method, double observations, int recordings, ClusterCount clusters, int determined,
            OptionalDouble residualVariance, double degreesOfFreedom, Optional<Information> information, List<Coefficient> coefficients,
            List<Confounded> confounded, OptionalDouble distance) implements Uncertainty {
        public Stated {
            coefficients = List.copyOf(coefficients);
            confounded = List.copyOf(confounded);
        }

        /** Returns the same with intervals that were made otherwise throughout. */
        Stated with(IntervalMethod other, double degrees) {
            return new Stated(basis, other, observations, recordings, clusters, determined, residualVariance, degrees, information,
                    coefficients, confounded, distance);
        }

        /** Returns the same with other intervals of some coefficients. */
        Stated with(List<Coefficient> changed) {
            return new Stated(basis, method, observations, recordings, clusters, determined, residualVariance, degreesOfFreedom,
                    information, changed, confounded, distance);
        }

        /** Returns the same without the intervals of some coefficients, given by their indices. */
        Stated withoutIntervals(List<Integer> indices) {
            return with(IntStream.range(0, coefficients.size()).mapToObj(i ->
                    indices.contains(i) ? coefficients.get(i).withoutInterval() : coefficients.get(i)).toList());
        }
    }

    /** On what standard errors rest. */
    enum Basis {
        /** The Fisher information of a likelihood. */
        LIKELIHOOD,
        /** A likelihood times a prior. */
        POSTERIOR,
        /** A squared error, its variance estimated from the residuals. */
        SQUARED_ERROR,
        /**
         * The scatter of the clusters alone: of a misfit that is neither, and of several misfits together, whatever their
         * weights.
         */
        SCATTER
    }

    /** How intervals are made. */
    enum IntervalMethod {
        /** Estimate and standard error as the model of the noise gives them, as if there were data without end. */
        LARGE_SAMPLE,
        /** Estimate and standard error as the scatter of clusters gives it, by the jackknife over them. */
        CLUSTER_ROBUST,
        /** All values that the likelihood ratio does not reject, the other coefficients fitted anew. */
        PROFILE
    }

    /** What is taken for independent by robust standard errors. */
    enum Clustering { SUBJECTS, RECORDINGS }

    /** How many clusters there are. */
    record ClusterCount(int count, Clustering by) {}

    /**
     * Figures by which models are compared; less is better.
     *
     * @param logLikelihood at the fitted values, repetitions of a recording counted as one
     * @param parameters how many are counted: those determined by the data, and a residual variance
     * @param aic Akaike's: {@code 2 parameters - 2 logLikelihood}
     * @param bic Schwarz's: {@code parameters log(observations) - 2 logLikelihood}
     */
    record Information(double logLikelihood, int parameters, double aic, double bic) {
        /** Computes the criteria. */
        public static Information of(double logLikelihood, int parameters, double observations) {
            return new Information(logLikelihood, parameters, 2 * parameters - 2 * logLikelihood,
                    parameters * Math.log(observations) - 2 * logLikelihood);
        }
    }

    /**
     * One coefficient.
     *
     * @param name as {@link Problem#names} gives it
     * @param value fitted; infinite if it has no finite best value
     * @param status whether the data determine it
     * @param interval of a coefficient that is determined, or at a bound, or infinite; empty for others, where nothing is stated, and
     *     where a large-sample interval would mean nothing and there can be no other
     * @param modelStandardError as the model of the noise gives it; empty if the coefficient is not determined, or there is no such model
     * @param robustStandardError from the scatter of the clusters, which holds also where the model of the noise does
     *     not; empty if the coefficient is not determined, or there are too few clusters
     */
    record Coefficient(
            String name, double value, Status status, Optional<Interval> interval, OptionalDouble modelStandardError,
            OptionalDouble robustStandardError) {
        /** One that has no interval. */
        public Coefficient(String name, double value, Status status) {
            this(name, value, status, Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty());
        }

        Coefficient withoutErrors() {
            return new Coefficient(name, value, status);
        }

        Coefficient withoutInterval() {
            return new Coefficient(name, value, status, Optional.empty(), modelStandardError, robustStandardError);
        }

        /** Returns the same with another interval. */
        Coefficient with(Interval other) {
            return new Coefficient(name, value, status, Optional.of(other), modelStandardError, robustStandardError);
        }
    }

    /** What the data say of a coefficient. */
    enum Status {
        /** They determine it. */
        DETERMINED,
        /** It stands at its least value allowed. */
        AT_LOWER_BOUND,
        /** It stands at its largest value allowed. */
        AT_UPPER_BOUND,
        /** It is 0 because of its L1 penalty. */
        ZERO_BY_PENALTY,
        /** It changes nothing that was observed. */
        WITHOUT_EFFECT,
        /** What it changes, others can change alike. */
        CONFOUNDED,
        /** It has no finite best value: the larger, the better, or as good. */
        INFINITE,
        /** It has no finite best value: the more negative, the better, or as good. */
        MINUS_INFINITE,
        /** Whatever its value, the data are described as well. */
        FLAT;

        /** Tells whether the data say nothing of the value, so that it does not count among those of others. */
        public boolean isUndetermined() {
            return this == WITHOUT_EFFECT || this == CONFOUNDED || this == FLAT;
        }
    }

    /**
     * A standard error, and an interval.
     *
     * @param method by which it was made
     * @param standardError that of the interval; beside a profile the one of the model of the noise; not a number if there is none
     * @param lower minus infinity if it has no lower end, not a number if that was not found
     * @param upper infinity if it has no upper end, not a number if that was not found
     */
    record Interval(IntervalMethod method, double standardError, double lower, double upper, End lowerEnd, End upperEnd) {}

    /** What an end of an interval is. */
    enum End {
        /** As computed. */
        INSIDE,
        /** The bound of the coefficient, within which the interval is cut. */
        AT_BOUND,
        /** There is none: however far, the data do not rule it out. */
        INFINITE,
        /** The search for it did not come to its end. */
        NOT_FOUND
    }

    /**
     * Coefficients that the data cannot tell apart.
     *
     * @param names at least two
     * @param combinations how many of their combinations the data determine; fewer than there are names
     * @param weights for two coefficients of which one combination is determined, those with which they add up to it;
     *     else empty
     */
    record Confounded(List<String> names, int combinations, List<Double> weights) {
        public Confounded {
            names = List.copyOf(names);
            weights = List.copyOf(weights);
        }
    }
}
