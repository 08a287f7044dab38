package org.deltaw.plugin.gaussnewton;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.deltaw.spi.optimizer.ObjectiveScale;
import org.deltaw.spi.optimizer.OptimizerState;
import org.deltaw.spi.optimizer.Query;
import org.deltaw.spi.optimizer.Request;
import org.deltaw.spi.optimizer.Search;
import org.deltaw.spi.optimizer.SearchProblem;
import org.deltaw.spi.optimizer.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * Steps to the minimum of a quadratic model within a trust region (Nocedal and Wright, Numerical Optimization, 2nd edition
 * 2006, algorithm 4.1). A step that does not lower the loss, or leads where it is not finite, is not made, and the region
 * shrinks. For one thread.
 */
final class GaussNewtonSearch implements Search {
    private static final int VERSION = 1;
    /** The radius of the trust region, in units of the fitted numbers; infinite before the first step. */
    private static final String RADIUS = "radius";
    /** Of the reduction that the model promises, the least share for which a step is made. */
    private static final double ACCEPTED = 1e-4;
    /** Below the first the region shrinks, above the second it may grow. */
    private static final double POOR = 0.25;
    private static final double GOOD = 0.75;
    private static final double SHRINK = 0.25;
    private static final double GROW = 2;
    /** Differences of losses that are smaller, in units of the last digit, are rounding. */
    private static final double NOISE = 8;

    private final GaussNewtonSettings settings;
    private final BoundsAndL1 boundsAndL1;
    private final ObjectiveScale scale;
    private final double resolution;
    private double[] point;
    private double radius;
    private Stage stage = Stage.MODEL;
    /** The objective at the point; with it, the region around it; the step that is tried from there. */
    private @Nullable Answer here;
    private @Nullable TrustRegion region;
    private TrustRegion.@Nullable Step step;
    private double share;

    /** What comes next. */
    private enum Stage {
        /** The second order is wanted where it stands. */
        MODEL,
        /** A step is to be found. */
        STEP,
        /** The second order is wanted where the step leads, since the value there is low enough. */
        CONFIRM,
        /** A step was made. */
        MOVED,
        /** The objective is not finite where it stands. */
        LOST
    }

    static GaussNewtonSearch begin(GaussNewtonSettings settings, SearchProblem problem, double[] start) {
        return new GaussNewtonSearch(settings, problem, start, Double.POSITIVE_INFINITY);
    }

    static GaussNewtonSearch resume(GaussNewtonSettings settings, SearchProblem problem, double[] point, OptimizerState state) {
        state.require(VERSION, Map.of(RADIUS, 1));
        return new GaussNewtonSearch(settings, problem, point, state.number(RADIUS));
    }

    /** @param radius infinite for a first step that goes as far as the steepest descent would */
    private GaussNewtonSearch(GaussNewtonSettings settings, SearchProblem problem, double[] point, double radius) {
        this.settings = settings.at(problem.accuracy());
        this.boundsAndL1 = problem.boundsAndL1();
        this.scale = problem.scale();
        this.resolution = problem.resolution();
        this.point = point.clone();
        this.radius = radius;
    }

    @Override
    public Request ask() {
        return switch (stage) {
            case MODEL -> Request.Evaluate.of(Query.ofAll(point, Wanted.SECOND_ORDER));
            case STEP -> nextStep();
            case CONFIRM -> Request.Evaluate.of(Query.ofAll(step().target(), Wanted.SECOND_ORDER));
            case MOVED -> {
                stage = Stage.STEP;
                yield new Request.IterationDone(loss());
            }
            case LOST -> new Request.Diverged(point, OptionalInt.empty());
        };
    }

    private Request nextStep() {
        double loss = loss();
        if (region == null) {
            region = new TrustRegion(point, here(), boundsAndL1);
            if (region.steepest() <= settings.gradientTolerance() * Math.sqrt(scale.of(loss))) {
                return new Request.Ended("gradient", "the loss is flat in every direction");
            }
        }
        if (Double.isInfinite(radius)) {
            radius = region.steepestDescent();
        }
        step = region.step(radius);
        if (step.length() <= settings.stepTolerance() * region.size()) {
            return new Request.Ended("step", "the best step would change nothing that counts");
        }
        if (step.reduction() <= leastReduction() * scale.of(loss)) {
            return new Request.Ended("reduction", "no step would lower the loss by more than "
                    + new BigDecimal(leastReduction()).round(new MathContext(5)).stripTrailingZeros().toString()
                            .replace("E", "e").replace("e+", "e") + " of it");
        }
        return Request.Evaluate.of(Query.ofAll(step.target(), Wanted.VALUE));
    }

    /** Returns the least reduction of the loss, as a fraction of it, for which it goes on. */
    private double leastReduction() {
        return Math.max(settings.reductionTolerance(), NOISE * resolution);
    }

    @Override
    public void tell(List<Answer> answers) {
        Answer answer = answers.getFirst();
        switch (stage) {
            case MODEL -> {
                here = answer;
                stage = answer.isFinite() ? Stage.STEP : Stage.LOST;
            }
            case STEP -> {
                double reached = answer.value() + boundsAndL1.penalty(step().target());
                share = (loss() - reached) / step().reduction();
                if (share >= ACCEPTED) {
                    stage = Stage.CONFIRM;
                } else {
                    shrink();
                }
            }
            case CONFIRM -> confirm(answer);
            default -> throw new IllegalStateException("Nothing was asked.");
        }
    }

    /** Goes where a step leads if the loss can be differentiated there, and is lower to the last digit. */
    private void confirm(Answer there) {
        if (!there.isFinite() || there.value() + boundsAndL1.penalty(step().target()) >= loss()) {
            shrink();
            stage = Stage.STEP;
            return;
        }
        here = there;
        point = step().target().clone();
        region = null;
        if (share < POOR) {
            shrink();
        } else if (share > GOOD) {
            radius = Math.max(radius, GROW * step().length());
        }
        stage = Stage.MOVED;
    }

    private void shrink() {
        radius = SHRINK * Math.min(radius, step().length());
    }

    private double loss() {
        return here().value() + boundsAndL1.penalty(point);
    }

    private Answer here() {
        return Objects.requireNonNull(here);
    }

    private TrustRegion.Step step() {
        return Objects.requireNonNull(step);
    }

    @Override
    public double[] point() {
        return point.clone();
    }

    @Override
    public OptimizerState state() {
        return new OptimizerState(VERSION, Map.of(RADIUS, new double[] {radius}));
    }
}
