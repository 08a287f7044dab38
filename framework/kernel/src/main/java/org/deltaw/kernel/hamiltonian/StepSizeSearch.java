package org.deltaw.kernel.hamiltonian;

import java.util.random.RandomGenerator;

/**
 * Finds a step size to begin with: doubles or halves it until a single step crosses an acceptance of 0.8 (Hoffman and Gelman, Journal of
 * Machine Learning Research 15, 2014, algorithm 4, with Stan's threshold, and a momentum of its own for each try).
 */
final class StepSizeSearch {
    private static final double ACCEPTANCE = 0.8;
    /** Steps from 1e-15 to 1e15: beyond, the density has no scale. */
    private static final int TRIES = 50;

    private final PhasePoint from;
    private final PhasePoint to;
    private final Metric metric;
    private final RandomGenerator random;
    private double stepSize;
    private double initialEnergy;
    private int direction;
    private int tries;
    private boolean done;

    StepSizeSearch(PhasePoint from, Metric metric, double stepSize, RandomGenerator random) {
        this.from = from;
        this.to = new PhasePoint(from.position.length);
        this.metric = metric;
        this.random = random;
        this.stepSize = stepSize;
        leap();
    }

    private void leap() {
        to.copyPlace(from);
        metric.drawMomentum(random, to.momentum);
        metric.velocity(to.momentum, to.velocity);
        initialEnergy = to.energy();
        to.leap(metric, stepSize);
    }

    PhasePoint asks() {
        return to;
    }

    boolean isDone() {
        return done;
    }

    double stepSize() {
        return stepSize;
    }

    /** Goes on, once the density is learned. */
    void advance() {
        to.land(metric, stepSize);
        int wanted = initialEnergy - to.energy() > Math.log(ACCEPTANCE) ? 1 : -1;
        if (direction == 0) {
            direction = wanted;
        }
        done = wanted != direction || tries++ == TRIES;
        if (!done) {
            stepSize *= direction > 0 ? 2 : 0.5;
            leap();
        }
    }
}
