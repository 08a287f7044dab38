package org.deltaw.kernel.hamiltonian;

import java.util.random.RandomGenerator;

/**
 * One transition of the no-U-turn sampler: a trajectory that is doubled, forward or backward in time, until it turns back, and of whose
 * points one is drawn by its probability (Hoffman and Gelman, Journal of Machine Learning Research 15, 2014; multinomial, with preference
 * for the newer half, as Betancourt, arXiv:1701.02434, appendix A.3). Does not recurse: finished subtrees wait on a stack until one of
 * the same size follows, so that it can be left at each point to ask for the density there.
 */
final class Trajectory {
    /** A trajectory whose energy rises by more has left what the leapfrog can follow (Stan's limit). */
    private static final double DIVERGENCE = 1000;

    private final int depthLimit;
    private final PhasePoint forward;
    private final PhasePoint backward;
    private final Subtree whole;
    /** Subtrees of the half that grows, from large to small, and one more for the next point. */
    private final Subtree[] stack;
    private int stacked;
    private Metric metric;
    private RandomGenerator random;
    private double stepSize;
    private double initialEnergy;
    private boolean isForward;
    private int pointsLeft;
    private double acceptances;
    private int steps;
    private boolean divergent;
    private boolean done;

    /** Takes what the first transition begins with, too. */
    Trajectory(int size, int depthLimit, Metric metric, RandomGenerator random) {
        this.metric = metric;
        this.random = random;
        this.depthLimit = depthLimit;
        this.forward = new PhasePoint(size);
        this.backward = new PhasePoint(size);
        this.whole = new Subtree(size);
        this.stack = new Subtree[depthLimit + 1];
        for (int i = 0; i <= depthLimit; i++) {
            stack[i] = new Subtree(size);
        }
    }

    /** Begins at a place, to which it gives a momentum. */
    void begin(PhasePoint place, Metric metric, double stepSize, RandomGenerator random) {
        this.metric = metric;
        this.random = random;
        this.stepSize = stepSize;
        metric.drawMomentum(random, place.momentum);
        metric.velocity(place.momentum, place.velocity);
        forward.copy(place);
        backward.copy(place);
        initialEnergy = place.energy();
        whole.become(place, 0, initialEnergy);
        acceptances = 0;
        steps = 0;
        divergent = false;
        done = false;
        redouble();
    }

    boolean isDone() {
        return done;
    }

    /** Returns the point at whose position the density is to be learned. */
    PhasePoint asks() {
        return isForward ? forward : backward;
    }

    private double time() {
        return isForward ? stepSize : -stepSize;
    }

    private void redouble() {
        isForward = random.nextBoolean();
        pointsLeft = 1 << whole.depth;
        stacked = 0;
        asks().leap(metric, time());
    }

    /** Goes on, once the density is learned. */
    void advance() {
        PhasePoint point = asks();
        point.land(metric, time());
        double energy = point.energy();
        double above = energy - initialEnergy;
        steps++;
        acceptances += Math.min(1, Math.exp(-above));
        pointsLeft--;
        divergent = !(above <= DIVERGENCE);
        if (divergent) {
            done = true;
            return;
        }
        stack[stacked++].become(point, -above, energy);
        if (!collapse()) {
            done = true;
        } else if (pointsLeft > 0) {
            point.leap(metric, time());
        } else {
            grow(stack[0]);
        }
    }

    /** Puts subtrees of equal size together, and returns false if one turns back. */
    private boolean collapse() {
        while (stacked > 1 && stack[stacked - 1].depth == stack[stacked - 2].depth) {
            Subtree earlier = stack[stacked - 2];
            Subtree later = stack[stacked - 1];
            if (earlier.turns(later)) {
                return false;
            }
            double share = later.logWeight - earlier.logWeight;
            earlier.append(later, random.nextDouble() * (1 + Math.exp(-share)) < 1);
            stacked--;
        }
        return true;
    }

    /** Puts the new half to the trajectory, and goes on unless it turns back. */
    private void grow(Subtree half) {
        if (!isForward) {
            whole.reverse();
        }
        boolean turns = whole.turns(half);
        whole.append(half, random.nextDouble() < Math.exp(half.logWeight - whole.logWeight));
        if (!isForward) {
            whole.reverse();
        }
        done = turns || whole.depth >= depthLimit;
        if (!done) {
            redouble();
        }
    }

    /** Returns what is drawn. */
    PhasePoint sample() {
        return whole.sample;
    }

    /** Returns what there is to say of the transition. */
    Transition transition() {
        return new Transition(stepSize, acceptances / Math.max(1, steps), whole.sampleEnergy,
                new Transition.Tree(whole.depth, steps, divergent));
    }
}
