package org.deltaw.kernel.hamiltonian;

import static org.deltaw.kernel.hamiltonian.PhasePoint.dot;

/**
 * Some consecutive points of a trajectory, of which one is the sample: its momenta and velocities at both ends, the sum of all momenta, and
 * how much the points weigh together, each with the exponential of minus its energy above that at which the trajectory began.
 */
final class Subtree {
    /** Two to the power of it is how many points there are. */
    int depth;
    double logWeight;
    double[] firstMomentum;
    double[] firstVelocity;
    double[] lastMomentum;
    double[] lastVelocity;
    final double[] momentumSum;
    /** The sampled place, without its momentum. */
    PhasePoint sample;
    double sampleEnergy;

    Subtree(int size) {
        this.firstMomentum = new double[size];
        this.firstVelocity = new double[size];
        this.lastMomentum = new double[size];
        this.lastVelocity = new double[size];
        this.momentumSum = new double[size];
        this.sample = new PhasePoint(size);
    }

    /** Becomes a single point. */
    void become(PhasePoint point, double logWeight, double energy) {
        int size = momentumSum.length;
        this.depth = 0;
        this.logWeight = logWeight;
        this.sampleEnergy = energy;
        System.arraycopy(point.momentum, 0, firstMomentum, 0, size);
        System.arraycopy(point.momentum, 0, lastMomentum, 0, size);
        System.arraycopy(point.momentum, 0, momentumSum, 0, size);
        System.arraycopy(point.velocity, 0, firstVelocity, 0, size);
        System.arraycopy(point.velocity, 0, lastVelocity, 0, size);
        sample.copyPlace(point);
    }

    /**
     * Returns whether a trajectory of these points and then others turns back: the generalised criterion, that the sum of momenta points
     * along the velocities at both ends (Betancourt, arXiv:1701.02434, appendix A.4.2), and as in Stan since 2.21 the same of these points
     * and the other's first, and of the last of these and the other's, without which trajectories of near-normal densities come round.
     */
    boolean turns(Subtree next) {
        double[] sum = momentumSum;
        double[] nextSum = next.momentumSum;
        return !(dot(firstVelocity, sum) + dot(firstVelocity, nextSum) > 0
                && dot(next.lastVelocity, sum) + dot(next.lastVelocity, nextSum) > 0
                && dot(firstVelocity, sum) + dot(firstVelocity, next.firstMomentum) > 0
                && dot(next.firstVelocity, sum) + dot(next.firstVelocity, next.firstMomentum) > 0
                && dot(lastVelocity, nextSum) + dot(lastVelocity, lastMomentum) > 0
                && dot(next.lastVelocity, nextSum) + dot(next.lastVelocity, lastMomentum) > 0);
    }

    /** Takes in the points that come next; the other is then of no more use. */
    void append(Subtree next, boolean withItsSample) {
        if (withItsSample) {
            PhasePoint mine = sample;
            sample = next.sample;
            next.sample = mine;
            sampleEnergy = next.sampleEnergy;
        }
        double[] momentum = lastMomentum;
        lastMomentum = next.lastMomentum;
        next.lastMomentum = momentum;
        double[] velocity = lastVelocity;
        lastVelocity = next.lastVelocity;
        next.lastVelocity = velocity;
        for (int i = 0; i < momentumSum.length; i++) {
            momentumSum[i] += next.momentumSum[i];
        }
        logWeight = logSum(logWeight, next.logWeight);
        depth++;
    }

    /** Exchanges the ends, for a trajectory that grows at its beginning. */
    void reverse() {
        double[] momentum = firstMomentum;
        firstMomentum = lastMomentum;
        lastMomentum = momentum;
        double[] velocity = firstVelocity;
        firstVelocity = lastVelocity;
        lastVelocity = velocity;
    }

    /** Returns the logarithm of the sum of two numbers of which the logarithms are given. */
    private static double logSum(double one, double other) {
        double larger = Math.max(one, other);
        return larger == Double.NEGATIVE_INFINITY ? larger : larger + Math.log1p(Math.exp(Math.min(one, other) - larger));
    }
}
