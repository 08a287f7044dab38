package org.deltaw.kernel.inference;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deltaw.kernel.fit.Problem;

/** How far fitted coefficients are determined by the data. */
public sealed interface Uncertainty {
    /** The share of experiments whose intervals hold the true value. */
    double CONFIDENCE = 0.95;

    /**
     * Nothing can be said.
     *
     * @param reason a clause that says why
     */
    record NotStated(String reason) implements Uncertainty {}

    /**
     * Standard errors at the fitted values.
     *
     * @param basis on what they rest
     * @param penalised whether penalties draw coefficients towards 0, by which intervals then may miss the true value
     * @param observations how many values were compared; repetitions of a recording count as one of them
     * @param recordings how many there were
     * @param determined how many of the coefficients that are neither at a bound nor 0 by their L1 penalty the data determine
     * @param residualVariance of a squared error; empty for likelihoods
     * @param degreesOfFreedom of the distribution that gives the intervals; infinite for the normal one
     * @param information criteria, if there is a likelihood
     * @param coefficients in the order of {@link Problem#names}
     * @param confounded groups of coefficients that the data cannot tell apart, in the order of their first members
     * @param distance how far training is from the minimum: the longest of the steps that lead there, in standard
     *     errors of its coefficient; empty if there is no standard error
     */
    record Stated(
            Basis basis, boolean penalised, double observations, int recordings, int determined, OptionalDouble residualVariance,
            double degreesOfFreedom, Optional<Information> information, List<Coefficient> coefficients,
            List<Confounded> confounded, OptionalDouble distance) implements Uncertainty {
        public Stated {
            coefficients = List.copyOf(coefficients);
            confounded = List.copyOf(confounded);
        }
    }

    /** On what standard errors rest. */
    enum Basis {
        /** The Fisher information of a likelihood. */
        LIKELIHOOD,
        /** The Fisher information of a likelihood and the precision of the priors, at the mode of the posterior. */
        POSTERIOR,
        /** A squared error, its variance estimated from the residuals. */
        SQUARED_ERROR,
        /**
         * The scatter of the recordings' gradients alone: of a misfit that is neither, and of several misfits together,
         * whatever their weights.
         */
        RECORDINGS
    }

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
     * @param interval of a coefficient that is determined; empty for others
     * @param robustStandardError from the scatter of the recordings, which holds also where the model of the noise does
     *     not; empty if there are too few recordings
     */
    record Coefficient(
            String name, double value, Status status, Optional<Interval> interval, OptionalDouble robustStandardError) {}

    /** What the data say of a coefficient. */
    enum Status {
        /** It has an interval. */
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

    /** A standard error, and the interval that it gives. */
    record Interval(double standardError, double lower, double upper) {}

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
