package org.deltaw.kernel.hamiltonian;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.kernel.sample.LogDensity;
import org.deltaw.spi.Seed;
import org.jspecify.annotations.Nullable;

/**
 * A chain of the no-U-turn sampler that asks for the density at a point, is told it, and asks for the next. Each iteration has random
 * numbers of its own, so that a chain goes on from the end of any iteration as if it had never stopped.
 */
final class Chain {
    private final NutsSettings settings;
    private final Seed seed;
    private final WarmupWindows windows;
    private final PhasePoint place;
    private final Trajectory trajectory;
    private final CovarianceEstimator moments;
    private final List<Draw> draws;
    private double[] inverseMass;
    private Metric metric;
    private DualAveraging stepSize;
    private int iteration;
    /** What was known of the step size when the iteration began. */
    private double[] stepSizeBefore;
    /** Whether the density at the place itself is not known yet. */
    private boolean atStart = true;
    private @Nullable StepSizeSearch search;

    Chain(NutsSettings settings, Seed seed, ChainState state) {
        this.settings = settings;
        this.seed = seed;
        this.windows = new WarmupWindows(settings.length().warmup());
        this.iteration = state.iterations();
        this.draws = new ArrayList<>(state.draws());
        this.inverseMass = state.adaptation().inverseMass();
        this.metric = new Metric(settings.blocks(), inverseMass);
        this.stepSizeBefore = state.adaptation().stepSize();
        this.stepSize = new DualAveraging(settings.targetAcceptance(), stepSizeBefore);
        this.moments = new CovarianceEstimator(settings.blocks(), state.adaptation().moments());
        this.place = new PhasePoint(state.position().length);
        System.arraycopy(state.position(), 0, place.position, 0, place.position.length);
        this.trajectory = new Trajectory(place.position.length, settings.depthLimit(), metric,
                seed.child(iteration).generator());
    }

    boolean isDone() {
        return iteration >= settings.length().iterations();
    }

    double progress() {
        return isDone() ? 1 : (double) iteration / settings.length().iterations();
    }

    /** Returns where it stands after its last finished iteration. */
    ChainState state() {
        return new ChainState(iteration, place.position.clone(),
                new ChainState.Adaptation(inverseMass.clone(), stepSizeBefore.clone(), moments.state()), draws);
    }

    /** Returns the point at which the density is to be evaluated next. */
    double[] asks() {
        return current().position;
    }

    private PhasePoint current() {
        if (atStart) {
            return place;
        }
        return search == null ? trajectory.asks() : search.asks();
    }

    /** Is told what the density is at the point it asked for, and goes on to the next point where it may be finite. */
    void told(LogDensity.Gradients gradients, int point) {
        current().learn(gradients, point);
        advance();
        while (!isDone() && !current().isPositionFinite()) {
            current().learnNothing();
            advance();
        }
    }

    private void advance() {
        if (atStart) {
            start();
        } else if (search != null) {
            search(search);
        } else {
            trajectory.advance();
            if (trajectory.isDone()) {
                end();
            }
        }
    }

    private void start() {
        if (!Double.isFinite(place.logDensity())) {
            throw new IllegalArgumentException("A chain cannot start where the logarithm of the density is " + place.logDensity() + ".");
        }
        atStart = false;
        begin();
    }

    /** Begins an iteration: at once, or with a search for a step size where covariances are new. */
    private void begin() {
        stepSizeBefore = stepSize.state();
        boolean isNew = iteration == 0 || windows.closesWindow(iteration - 1);
        if (isNew && iteration < settings.length().warmup()) {
            search = new StepSizeSearch(place, metric, stepSize.stepSize(), seed.child(iteration).child("step size").generator());
        } else if (!isDone()) {
            launch();
        }
    }

    private void search(StepSizeSearch running) {
        running.advance();
        if (running.isDone()) {
            stepSize = new DualAveraging(settings.targetAcceptance(), running.stepSize());
            search = null;
            launch();
        }
    }

    private void launch() {
        double step = iteration < settings.length().warmup() ? stepSize.stepSize() : stepSize.finalStepSize();
        trajectory.begin(place, metric, step, seed.child(iteration).generator());
    }

    private void end() {
        place.copyPlace(trajectory.sample());
        if (iteration < settings.length().warmup()) {
            learn(trajectory.transition());
        } else {
            draws.add(new Draw(place.position.clone(), place.logPrior, place.logLikelihood, trajectory.transition()));
        }
        iteration++;
        begin();
    }

    private void learn(Transition transition) {
        stepSize.add(transition.acceptance());
        if (windows.isInWindow(iteration)) {
            moments.add(place.position);
        }
        if (windows.closesWindow(iteration)) {
            inverseMass = moments.estimate();
            metric = new Metric(settings.blocks(), inverseMass);
            moments.clear();
        }
    }
}
