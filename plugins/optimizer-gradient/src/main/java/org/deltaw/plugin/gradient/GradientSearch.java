package org.deltaw.plugin.gradient;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.deltaw.spi.optimizer.OptimizerState;
import org.deltaw.spi.optimizer.Query;
import org.deltaw.spi.optimizer.Request;
import org.deltaw.spi.optimizer.Search;
import org.deltaw.spi.optimizer.SearchProblem;
import org.deltaw.spi.optimizer.Wanted;

/**
 * Steps against the gradients of single trajectories, in their order, or of all. An iteration is a pass over all trajectories;
 * its loss is the mean over the pass, each trajectory's at the parameters that it met. After each step the parameters are moved
 * into their bounds; the derivative of an absolute value at 0 counts as 0. For one thread.
 */
final class GradientSearch implements Search {
    private final BoundsAndL1 boundsAndL1;
    private final Update update;
    private final Optional<Double> gradientClip;
    private final Step step;
    private final double[] point;
    private final int updates;
    private int done;
    private double loss;
    private boolean lost;

    GradientSearch(SearchProblem problem, Update update, Optional<Double> gradientClip, Step step, double[] point) {
        this.boundsAndL1 = problem.boundsAndL1();
        this.update = update;
        this.gradientClip = gradientClip;
        this.step = step;
        this.point = point.clone();
        this.updates = update == Update.PER_TRAJECTORY ? problem.trajectories() : 1;
    }

    @Override
    public Request ask() {
        if (lost) {
            return new Request.Diverged(point, trajectory());
        }
        if (done == updates) {
            Request over = new Request.IterationDone(loss);
            done = 0;
            loss = 0;
            return over;
        }
        return Request.Evaluate.of(new Query(point, Wanted.GRADIENT, trajectory()));
    }

    private OptionalInt trajectory() {
        return update == Update.PER_TRAJECTORY ? OptionalInt.of(done) : OptionalInt.empty();
    }

    @Override
    public void tell(List<Answer> answers) {
        Answer answer = answers.getFirst();
        if (!answer.isFinite()) {
            lost = true;
            return;
        }
        loss += (answer.value() + boundsAndL1.penalty(point)) / updates;
        double[] gradient = answer.gradient();
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = boundsAndL1.slope(i, point[i], gradient[i]);
        }
        clip(gradient);
        step.update(point, gradient);
        boundsAndL1.clamp(point);
        done++;
    }

    private void clip(double[] gradient) {
        double norm = 0;
        for (double value : gradient) {
            norm = Math.hypot(norm, value);
        }
        double limit = gradientClip.orElse(Double.POSITIVE_INFINITY);
        if (norm > limit) {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= limit / norm;
            }
        }
    }

    @Override
    public double[] point() {
        return point.clone();
    }

    @Override
    public OptimizerState state() {
        return step.state();
    }
}
