package org.deltaw.testkit.optimizer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.OptimizerState;
import org.deltaw.spi.optimizer.Query;
import org.deltaw.spi.optimizer.Request;
import org.deltaw.spi.optimizer.Search;
import org.deltaw.spi.optimizer.SearchProblem;
import org.deltaw.spi.optimizer.Wanted;
import org.jspecify.annotations.Nullable;

/** A step against the gradient, with half of the step before, then towards 0 by the L1 penalty, and into the bounds. */
final class FaultySearch implements Search {
    static final String VELOCITY = "velocity";
    static final String STEP = "step";
    static final double RATE = 0.1;
    private static final double MOMENTUM = 0.5;
    private static final double SHORT = 1e-10;

    private final FaultyOptimizer.Fault fault;
    private final SearchProblem problem;
    private final double[] velocity;
    private double[] point;
    private double rate;
    private double @Nullable [] gradient;
    private double[] candidate = {};
    private double loss;
    private boolean moved;
    private boolean lost;

    FaultySearch(FaultyOptimizer.Fault fault, SearchProblem problem, double[] point, double[] velocity, double rate) {
        this.fault = fault;
        this.problem = problem;
        this.point = point;
        this.velocity = velocity;
        this.rate = rate;
        if (is(FaultyOptimizer.Fault.NEEDS_A_NUMBER)) {
            point[0] += 0;
        }
    }

    private boolean is(FaultyOptimizer.Fault other) {
        return fault == other;
    }

    @Override
    public Request ask() {
        if (lost) {
            return new Request.Diverged(point, OptionalInt.empty());
        }
        if (moved) {
            moved = false;
            return new Request.IterationDone(loss);
        }
        if (gradient == null) {
            return evaluate(point);
        }
        candidate = next(gradient);
        double farthest = 0;
        for (int i = 0; i < point.length; i++) {
            farthest = Math.max(farthest, Math.abs(candidate[i] - point[i]));
        }
        boolean ends = farthest <= (is(FaultyOptimizer.Fault.STOPS_SHORT) ? 0.02 : SHORT);
        return ends && !is(FaultyOptimizer.Fault.NEVER_ENDS)
                ? new Request.Ended(is(FaultyOptimizer.Fault.CRITERION_IS_NO_WORD) ? "Step is short" : "step", "the step is short")
                : evaluate(candidate);
    }

    private Request evaluate(double[] where) {
        Wanted wanted = is(FaultyOptimizer.Fault.WANTS_SECOND_ORDER) ? Wanted.SECOND_ORDER : Wanted.GRADIENT;
        Query all = Query.ofAll(where, wanted);
        return is(FaultyOptimizer.Fault.UNKNOWN_TRAJECTORY)
                ? new Request.Evaluate(List.of(all, Query.of(problem.trajectories(), where, Wanted.VALUE)))
                : Request.Evaluate.of(all);
    }

    private double[] next(double[] slopes) {
        double[] next = point.clone();
        for (int i = 0; i < next.length; i++) {
            velocity[i] = MOMENTUM * velocity[i] - rate * slopes[i];
            double free = point[i] + velocity[i];
            double threshold = rate * problem.boundsAndL1().l1()[i] / (1 - MOMENTUM);
            double least = is(FaultyOptimizer.Fault.NEARLY_ZERO) ? 1e-5 : 0;
            next[i] = is(FaultyOptimizer.Fault.IGNORES_L1) || threshold == 0 ? free
                    : Math.signum(free) * Math.max(least, Math.abs(free) - threshold);
        }
        if (!is(FaultyOptimizer.Fault.IGNORES_BOUNDS)) {
            problem.boundsAndL1().clamp(next);
        }
        return next;
    }

    @Override
    public void tell(List<Answer> answers) {
        Answer answer = answers.getFirst();
        if (!answer.isFinite() && !is(FaultyOptimizer.Fault.STANDS_WHERE_NOTHING_IS_FINITE)) {
            if (is(FaultyOptimizer.Fault.THROWS_AT_NAN)) {
                throw new IllegalStateException("cannot go on");
            }
            lost = gradient == null && !is(FaultyOptimizer.Fault.NEVER_DIVERGES);
            rate /= 2;
            Arrays.fill(velocity, 0);
            return;
        }
        if (gradient != null) {
            point = candidate;
            moved = true;
        } else {
            moved = !answer.isFinite();
        }
        gradient = answer.gradient();
        loss = answer.value() + (is(FaultyOptimizer.Fault.LOSS_WITHOUT_L1) || is(FaultyOptimizer.Fault.IGNORES_L1) ? 0
                : problem.boundsAndL1().penalty(point));
    }

    @Override
    public double[] point() {
        return is(FaultyOptimizer.Fault.GIVES_AWAY_ITS_POINT) ? point : point.clone();
    }

    @Override
    public OptimizerState state() {
        double[] kept = is(FaultyOptimizer.Fault.FORGETS_ITS_STATE) ? new double[velocity.length] : velocity;
        return new OptimizerState(1, Map.of(VELOCITY, kept, STEP, new double[] {rate}));
    }
}
