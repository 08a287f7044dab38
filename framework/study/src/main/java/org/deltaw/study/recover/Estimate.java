package org.deltaw.study.recover;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.fit.Convergence;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.inference.Uncertainty;
import org.deltaw.kernel.minimise.Outcome;

/**
 * What one replicate says of a coefficient.
 *
 * @param parameter its full name, without whose value it is
 * @param truth by which the data were made; not a number if none is known
 * @param value fitted; means nothing if it is none
 * @param interval its standard error and 95 % interval, if it has the status {@link Status#STATED}
 */
public record Estimate(String parameter, double truth, Status status, double value, Optional<Interval> interval) {
    /** A 95 % interval, whose ends may be infinite, and the standard error beside it. */
    public record Interval(double standardError, double lower, double upper) {
        private static Interval of(Uncertainty.Interval stated) {
            return new Interval(stated.standardError(), stated.lower(), stated.upper());
        }
    }

    /** What became of it. */
    public enum Status {
        /** It has a value and an interval. */
        STATED("stated", "with an interval"),
        /** It has a value and no interval, as at a bound or where the curvature is no minimum's, or if there are none of this fit. */
        WITHOUT_INTERVAL("withoutInterval", "without an interval, as at a bound or where the curvature is not that of a minimum"),
        /** It runs to infinity: the choices are told apart without error. */
        SEPARATED("separated", "separated: it runs to infinity"),
        /** The data do not determine it. */
        NOT_DETERMINED("notDetermined", "not determined by the data"),
        /** It has a value, but its likelihood rests on too few resamplings for an interval. */
        FEW_RESAMPLINGS("fewResamplings", "without an interval, since the likelihood rests on too few resamplings"),
        /** Training ended before it came to a minimum. */
        NOT_CONVERGED("notConverged", "not converged"),
        /** Training diverged, or the experiment could not be simulated. */
        DIVERGED("diverged", "diverged");

        private final String key;
        private final String words;

        Status(String key, String words) {
            this.key = key;
            this.words = words;
        }

        /** Returns the name of the count of such estimates in {@code recovery.json}. */
        public String key() {
            return key;
        }

        /** Says what estimates of this status are, as in {@code 3 not converged}. */
        public String words() {
            return words;
        }
    }

    /** The code of the warning that another optimum describes the data nearly as well. */
    private static final String NOT_DETERMINED_CODE = "not-determined";
    /** The code of the warning that a likelihood rests on too few replicates. */
    private static final String FEW_REPLICATES_CODE = "few-replicates";

    /**
     * Returns what a fit says.
     *
     * @param truth of each fitted number
     */
    static List<Estimate> of(FitResult result, Fit fit, List<String> names, double[] truth) {
        List<Estimate> estimates = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            List<Uncertainty.Coefficient> known = result.uncertainty().coefficients();
            Optional<Uncertainty.Coefficient> coefficient = known.isEmpty() ? Optional.empty() : Optional.of(known.get(i));
            Status status = status(result, fit, coefficient);
            Optional<Interval> interval = coefficient.flatMap(Uncertainty.Coefficient::interval).map(Interval::of);
            estimates.add(new Estimate(shared(names.get(i)), truth[i], status, result.best().parameters()[i],
                    status == Status.STATED ? interval : Optional.empty()));
        }
        return estimates;
    }

    /** Returns the name of a coefficient, whoever's value it is. */
    static String shared(String name) {
        return name.replaceFirst("@.*", "");
    }

    private static Status status(FitResult result, Fit fit, Optional<Uncertainty.Coefficient> coefficient) {
        if (result.outcome() instanceof Outcome.Diverged) {
            return Status.DIVERGED;
        }
        Status own = coefficient.map(Estimate::status).orElse(Status.WITHOUT_INTERVAL);
        if (own == Status.SEPARATED) {
            return own;
        }
        if (result.warnings().stream().anyMatch(warning -> warning.code().equals(NOT_DETERMINED_CODE))) {
            return Status.NOT_DETERMINED;
        }
        if (own != Status.NOT_DETERMINED && !Convergence.of(result, fit)) {
            return Status.NOT_CONVERGED;
        }
        boolean few = result.warnings().stream().anyMatch(warning -> warning.code().equals(FEW_REPLICATES_CODE));
        return few && own == Status.WITHOUT_INTERVAL ? Status.FEW_RESAMPLINGS : own;
    }

    private static Status status(Uncertainty.Coefficient coefficient) {
        return switch (coefficient.status()) {
            case DETERMINED, AT_LOWER_BOUND, AT_UPPER_BOUND ->
                    coefficient.interval().isPresent() ? Status.STATED : Status.WITHOUT_INTERVAL;
            case INFINITE, MINUS_INFINITE -> Status.SEPARATED;
            case WITHOUT_EFFECT, CONFOUNDED, FLAT -> Status.NOT_DETERMINED;
            case ZERO_BY_PENALTY -> Status.WITHOUT_INTERVAL;
        };
    }

    /** Tells whether it has a value. */
    boolean isKnown() {
        return switch (status) {
            case STATED, WITHOUT_INTERVAL, FEW_RESAMPLINGS -> Double.isFinite(value);
            case SEPARATED, NOT_DETERMINED, NOT_CONVERGED, DIVERGED -> false;
        };
    }

    /** Tells whether its interval holds the truth. */
    boolean holdsTruth() {
        return interval.isPresent() && interval.get().lower() <= truth && truth <= interval.get().upper();
    }

    /** Tells whether its interval lies on one side of 0. */
    boolean excludesZero() {
        return interval.isPresent() && (interval.get().lower() > 0 || interval.get().upper() < 0);
    }
}
