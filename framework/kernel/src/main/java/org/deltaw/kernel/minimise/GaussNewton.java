package org.deltaw.kernel.minimise;

import java.util.Objects;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.objective.SecondOrder;
import org.deltaw.kernel.objective.SecondOrderObjective;
import org.jspecify.annotations.Nullable;

/**
 * Minimises by steps to the minimum of a quadratic model within a trust region, with the generalised Gauss-Newton matrix
 * as the model's second derivative (Nocedal and Wright, Numerical Optimization, 2nd edition 2006, algorithm 4.1). A step
 * that does not lower the loss, or leads where it is not finite, is not made, and the region shrinks. An epoch is one
 * step. For one thread.
 */
public final class GaussNewton implements Minimizer {
    /** Of the reduction that the model promises, the least share for which a step is made. */
    private static final double ACCEPTED = 1e-4;
    /** Below the first the region shrinks, above the second it may grow. */
    private static final double POOR = 0.25;
    private static final double GOOD = 0.75;
    private static final double SHRINK = 0.25;
    private static final double GROW = 2;
    /** Differences of losses that are smaller, in units of the last digit, are rounding. */
    private static final double NOISE = 8;

    private final SecondOrderObjective objective;
    private final TrainingSettings settings;
    private final FitListener listener;
    private final double resolution;
    private double[] parameters;
    private double radius;
    private @Nullable SecondOrder here;

    /**
     * Goes on from a state.
     *
     * @param resolution the relative distance of the numbers that a backend computes with
     */
    public GaussNewton(SecondOrderObjective objective, TrainingSettings settings, double resolution, FitListener listener,
            double[] parameters, TrustRegionState state) {
        this.objective = objective;
        this.settings = settings;
        this.listener = listener;
        this.resolution = resolution;
        this.parameters = parameters.clone();
        this.radius = state.radius();
    }

    /** Returns the least reduction of the loss, as a fraction of it, for which it goes on. */
    public static double leastReduction(TrainingSettings settings, double resolution) {
        return Math.max(settings.reductionTolerance(), NOISE * resolution);
    }

    @Override
    public End epoch() {
        if (listener.stopRequested()) {
            return new End.Stopped();
        }
        SecondOrder smooth = here != null ? here : objective.smooth(parameters);
        if (!smooth.isFinite()) {
            return new End.NotFinite(-1, parameters());
        }
        return step(smooth);
    }

    private End step(SecondOrder smooth) {
        double loss = smooth.value() + objective.kinks().cost(parameters);
        TrustRegion region = new TrustRegion(parameters, smooth, objective.kinks());
        if (region.steepest() <= settings.gradientTolerance() * Math.sqrt(objective.scale(loss))) {
            return new End.AtMinimum(Outcome.Criterion.GRADIENT);
        }
        if (Double.isInfinite(radius)) {
            radius = region.steepestDescent();
        }
        double leastReduction = leastReduction(settings, resolution) * objective.scale(loss);
        while (true) {
            TrustRegion.Step step = region.step(radius);
            if (step.length() <= settings.stepTolerance() * region.size()) {
                return new End.AtMinimum(Outcome.Criterion.STEP);
            }
            if (step.reduction() <= leastReduction) {
                return new End.AtMinimum(Outcome.Criterion.REDUCTION);
            }
            if (listener.stopRequested()) {
                return new End.Stopped();
            }
            double reached = objective.value(step.target());
            double share = (loss - reached) / step.reduction();
            if (share >= ACCEPTED && accept(step, loss)) {
                adapt(step, share);
                return new End.Moved(Objects.requireNonNull(here).value() + objective.kinks().cost(parameters));
            }
            radius = SHRINK * Math.min(radius, step.length());
        }
    }

    /** Goes where a step leads if the loss can be differentiated there, and is lower to the last digit. */
    private boolean accept(TrustRegion.Step step, double loss) {
        SecondOrder there = objective.smooth(step.target());
        if (!there.isFinite() || there.value() + objective.kinks().cost(step.target()) >= loss) {
            return false;
        }
        here = there;
        parameters = step.target().clone();
        return true;
    }

    private void adapt(TrustRegion.Step step, double share) {
        if (share < POOR) {
            radius = SHRINK * Math.min(radius, step.length());
        } else if (share > GOOD) {
            radius = Math.max(radius, GROW * step.length());
        }
    }

    @Override
    public double[] parameters() {
        return parameters.clone();
    }

    @Override
    public OptimizerState state() {
        return new TrustRegionState(radius);
    }
}
