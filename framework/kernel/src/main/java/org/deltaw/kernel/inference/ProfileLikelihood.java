package org.deltaw.kernel.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deltaw.kernel.minimise.Method;
import org.deltaw.kernel.minimise.Minimization;
import org.deltaw.kernel.minimise.ProfileSearch;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.spi.optimizer.Trait;

/**
 * Intervals of all values of a coefficient that a likelihood-ratio test does not reject: the least that can be had with the coefficient
 * held there and all others minimised anew is less than a quantile above the minimum (Venzon and Moolgavkar, Applied Statistics 37, 1988;
 * for squared errors the profile t of Bates and Watts, Nonlinear Regression Analysis, 1988, section 6.1). One that is at a bound has an end
 * there; one that runs to infinity has none on that side (Heinze and Schemper, Statistics in Medicine 21, 2002, profile such coefficients
 * too, of a penalised likelihood). All ends of all intervals are searched for side by side. For one thread.
 *
 * @param objective what was minimised
 * @param nats by what its value is multiplied to be minus the log-likelihood, or the sum of squares
 * @param minimised the same, for searches of their own; their optimizer has an end of its own
 * @param iterations how many these have at most, for each trial value
 */
public record ProfileLikelihood(Objective objective, double nats, ProfileSearch.Minimised minimised, int iterations) {
    /**
     * Where what runs to infinity has its end the data are 20 times less likely, 3 nats, as by the rule of three, which is exact for the
     * probability of what has always happened (Hanley and Lippman-Hand, JAMA 249, 1983). Of logistic regressions with a bias and one input,
     * 8 to 40 choices and weights that often separate them, up to 6 % had separated choices and such an end beyond the true weight; with
     * the 1.9 nats of a likelihood-ratio test up to 18 % had.
     */
    private static final double HEIGHT_OF_INFINITE = Math.sqrt(-2 * Math.log(1 - Uncertainty.CONFIDENCE));
    /** Gains of log-likelihood that are less are rounding, and steps that the fit's tolerance leaves. */
    private static final double NO_GAIN = 1e-3;

    /** Replaces all intervals by profiles. */
    public Uncertainty ofAll(Inference inference, Uncertainty.Stated stated, BooleanSupplier stopRequested) {
        if (!isLikelihood(stated)) {
            return stated.withheld(Uncertainty.Reason.NO_LIKELIHOOD, "training.intervals=profile takes a likelihood, and what is minimised "
                    + "is none; use large-sample");
        }
        if (!inference.countsAlike()) {
            return stated.withheld(Uncertainty.Reason.NO_LIKELIHOOD, "training.intervals=profile takes a likelihood, and what is minimised "
                    + "is none, since recordings of different lengths count alike; use large-sample");
        }
        int[] indices = IntStream.range(0, stated.coefficients().size()).filter(i -> hasProfile(stated.coefficients().get(i))).toArray();
        Uncertainty profiled = of(inference, stated, indices, true, stopRequested);
        return profiled instanceof Uncertainty.Stated found ? found.with(Uncertainty.IntervalMethod.PROFILE, inference.modelDegrees())
                : profiled;
    }

    /**
     * Replaces those large-sample intervals that cannot be stated, by profiles where there can be any, else by none, and adds profiles of
     * coefficients that are at a bound or run to infinity. Where recordings of different lengths count alike, nothing is known of what is
     * minimised but its curvature, and all intervals stay.
     */
    public Uncertainty whereNeeded(Inference inference, Uncertainty.Stated stated, BooleanSupplier stopRequested) {
        if (stated.method() != Uncertainty.IntervalMethod.LARGE_SAMPLE || !inference.countsAlike()) {
            return stated;
        }
        List<Integer> violations = new QuadraticLikelihood(objective, unit(stated), minimised.problem().resolution())
                .violations(inference, stated);
        boolean possible = isLikelihood(stated) && Method.has(minimised.optimizer(), Trait.ENDS_BY_ITSELF);
        return possible ? of(inference, stated, IntStream.range(0, stated.coefficients().size())
                        .filter(i -> violations.contains(i) || hasOneSide(stated.coefficients().get(i))).toArray(), false, stopRequested)
                : stated.withoutIntervals(violations);
    }

    private static boolean isLikelihood(Uncertainty.Stated stated) {
        return stated.basis() == Uncertainty.Basis.LIKELIHOOD || stated.basis() == Uncertainty.Basis.SQUARED_ERROR;
    }

    private double unit(Uncertainty.Stated stated) {
        return nats / stated.residualVariance().orElse(0.5);
    }

    private static boolean hasProfile(Uncertainty.Coefficient coefficient) {
        return coefficient.modelStandardError().isPresent() || hasOneSide(coefficient);
    }

    private static boolean hasOneSide(Uncertainty.Coefficient coefficient) {
        return hasEnd(coefficient.status(), true) != hasEnd(coefficient.status(), false);
    }

    /** Tells whether an end is to be searched for. */
    private static boolean hasEnd(Uncertainty.Status status, boolean upper) {
        return switch (status) {
            case DETERMINED -> true;
            case AT_LOWER_BOUND, MINUS_INFINITE -> upper;
            case AT_UPPER_BOUND, INFINITE -> !upper;
            case ZERO_BY_PENALTY, WITHOUT_EFFECT, CONFOUNDED, FLAT -> false;
        };
    }

    /** @param errors whether standard errors of coefficients mean something where they have profiles */
    private Uncertainty of(
            Inference inference, Uncertainty.Stated stated, int[] indices, boolean errors, BooleanSupplier stopRequested) {
        double[] optimum = inference.values();
        ProfileEnd.Profiled profiled = new ProfileEnd.Profiled(
                minimised, iterations, optimum, objective.values(List.of(optimum)).getFirst(), unit(stated));
        Map<Integer, List<ProfileEnd>> ends = new TreeMap<>();
        for (int index : indices) {
            Uncertainty.Status status = stated.coefficients().get(index).status();
            double height = Double.isInfinite(stated.coefficients().get(index).value()) ? HEIGHT_OF_INFINITE : inference.modelQuantile();
            ends.put(index, Stream.of(false, true).filter(upper -> hasEnd(status, upper)).map(upper -> new ProfileEnd(profiled,
                    new ProfileEnd.Direction(index, upper, height, inference.reach(index, height), inference.slopes(index)))).toList());
        }
        List<ProfileEnd> searched = ends.values().stream().flatMap(List::stream).toList();
        for (Minimization all = new Minimization(objective, searched); all.goesOn(); all.advance()) {
            if (stopRequested.getAsBoolean()) {
                return stated.withheld(Uncertainty.Reason.NOT_CONVERGED, "the search for the ends of intervals was interrupted");
            }
        }
        List<Uncertainty.Coefficient> coefficients = new ArrayList<>(stated.coefficients());
        for (Map.Entry<Integer, List<ProfileEnd>> each : ends.entrySet()) {
            Uncertainty.Coefficient coefficient = coefficients.get(each.getKey());
            if (each.getValue().stream().anyMatch(end -> end.gain() * profiled.unit() / 2 > NO_GAIN)) {
                return stated.withheld(Uncertainty.Reason.NOT_AT_MINIMUM, "with other values of " + coefficient.name() + " the data are "
                        + "more likely than with the fitted ones, so these are not the best; use more training.starts");
            }
            coefficients.set(each.getKey(), coefficient.with(interval(coefficient, each.getValue(),
                    errors ? coefficient.modelStandardError().orElse(Double.NaN) : Double.NaN)));
        }
        return stated.with(coefficients);
    }

    /** Joins what was found: where no end was searched for, the interval ends at the coefficient's bound, or not at all. */
    private static Uncertainty.Interval interval(Uncertainty.Coefficient coefficient, List<ProfileEnd> ends, double error) {
        Uncertainty.End open = Double.isInfinite(coefficient.value()) ? Uncertainty.End.INFINITE : Uncertainty.End.AT_BOUND;
        boolean lower = hasEnd(coefficient.status(), false);
        boolean upper = hasEnd(coefficient.status(), true);
        ProfileEnd first = ends.getFirst();
        ProfileEnd last = ends.getLast();
        return new Uncertainty.Interval(Uncertainty.IntervalMethod.PROFILE, error,
                lower ? first.place() : coefficient.value(), upper ? last.place() : coefficient.value(),
                lower ? first.end() : open, upper ? last.end() : open);
    }
}
