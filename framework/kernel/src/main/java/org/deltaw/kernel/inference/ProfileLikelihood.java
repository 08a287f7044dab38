package org.deltaw.kernel.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.deltaw.kernel.minimise.Minimization;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.spi.Configured;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.spi.optimizer.SearchProblem;

/**
 * Intervals of all values of a coefficient that a likelihood-ratio test does not reject: the least that can be had with the coefficient
 * held there and all others minimised anew is less than a quantile above the minimum (Venzon and Moolgavkar, Applied Statistics 37, 1988;
 * for squared errors the profile t of Bates and Watts, Nonlinear Regression Analysis, 1988, section 6.1). All ends of all intervals are
 * searched for side by side. For one thread.
 *
 * @param objective what was minimised
 * @param nats by what its value is multiplied to be minus the log-likelihood, or the sum of squares
 * @param optimizer which has an end of its own
 * @param iterations how many it has at most, for each trial value
 * @param problem of all fitted numbers
 */
public record ProfileLikelihood(
        Objective objective, double nats, Configured<Optimizer<?>> optimizer, int iterations, SearchProblem problem) {
    /** Gains of log-likelihood that are less are rounding, and steps that the fit's tolerance leaves. */
    private static final double NO_GAIN = 1e-3;

    /** Replaces large-sample intervals by profiles. */
    public Uncertainty of(Inference inference, Uncertainty.Stated stated, BooleanSupplier stopRequested) {
        if (stated.basis() != Uncertainty.Basis.LIKELIHOOD && stated.basis() != Uncertainty.Basis.SQUARED_ERROR) {
            return stated.withheld(Uncertainty.Reason.NO_LIKELIHOOD, "training.intervals=profile takes a likelihood, and what is minimised "
                    + "is none; use large-sample");
        }
        if (!inference.countsAlike()) {
            return stated.withheld(Uncertainty.Reason.NO_LIKELIHOOD, "training.intervals=profile takes a likelihood, and what is minimised "
                    + "is none, since recordings of different lengths count alike; use large-sample");
        }
        double[] optimum = inference.values();
        double unit = nats / (stated.basis() == Uncertainty.Basis.LIKELIHOOD ? 0.5 : stated.residualVariance().orElseThrow());
        ProfileEnd.Profiled profiled = new ProfileEnd.Profiled(optimizer, iterations, problem, optimum,
                objective.values(List.of(optimum)).getFirst(), unit, inference.modelQuantile());
        int[] indices = IntStream.range(0, optimum.length)
                .filter(i -> stated.coefficients().get(i).modelStandardError().isPresent()).toArray();
        List<ProfileEnd> ends = new ArrayList<>();
        for (int index : indices) {
            double error = stated.coefficients().get(index).modelStandardError().getAsDouble();
            for (boolean upper : new boolean[] {false, true}) {
                ends.add(new ProfileEnd(profiled, index, upper, error, inference.slopes(index)));
            }
        }
        for (Minimization all = new Minimization(objective, ends); all.goesOn(); all.advance()) {
            if (stopRequested.getAsBoolean()) {
                return stated.withheld(Uncertainty.Reason.NOT_CONVERGED, "the search for the ends of intervals was interrupted");
            }
        }
        return of(stated, inference.modelDegrees(), unit, indices, ends);
    }

    private static Uncertainty of(
            Uncertainty.Stated stated, double degrees, double unit, int[] indices, List<ProfileEnd> ends) {
        List<Uncertainty.Coefficient> coefficients = new ArrayList<>(stated.coefficients());
        for (int i = 0; i < indices.length; i++) {
            Uncertainty.Coefficient coefficient = coefficients.get(indices[i]);
            ProfileEnd lower = ends.get(2 * i);
            ProfileEnd upper = ends.get(2 * i + 1);
            if (Math.max(lower.gain(), upper.gain()) * unit / 2 > NO_GAIN) {
                return stated.withheld(Uncertainty.Reason.NOT_CONVERGED, "with other values of " + coefficient.name() + " the data are "
                        + "more likely than with the fitted ones, so these are not the best; use more training.starts");
            }
            coefficients.set(indices[i], coefficient.with(new Uncertainty.Interval(coefficient.modelStandardError().orElseThrow(),
                    lower.place(), upper.place(), lower.end(), upper.end())));
        }
        return stated.with(Uncertainty.IntervalMethod.PROFILE, degrees, coefficients);
    }
}
