package org.deltaw.kernel.hamiltonian;

import org.deltaw.kernel.sample.LogDensity;

/** A position with its momentum, and what the density is there. Changes as it moves. */
final class PhasePoint {
    final double[] position;
    final double[] momentum;
    final double[] velocity;
    /** The derivatives of the logarithm of the density. */
    final double[] slope;
    double logPrior;
    double logLikelihood;

    PhasePoint(int size) {
        this.position = new double[size];
        this.momentum = new double[size];
        this.velocity = new double[size];
        this.slope = new double[size];
    }

    void copy(PhasePoint other) {
        System.arraycopy(other.momentum, 0, momentum, 0, momentum.length);
        System.arraycopy(other.velocity, 0, velocity, 0, velocity.length);
        copyPlace(other);
    }

    /** Copies all but momentum and velocity. */
    void copyPlace(PhasePoint other) {
        System.arraycopy(other.position, 0, position, 0, position.length);
        System.arraycopy(other.slope, 0, slope, 0, slope.length);
        logPrior = other.logPrior;
        logLikelihood = other.logLikelihood;
    }

    /** Learns what the density is at the position. */
    void learn(LogDensity.Gradients gradients, int point) {
        logPrior = gradients.values().prior()[point];
        logLikelihood = gradients.values().likelihood()[point];
        System.arraycopy(gradients.slopes()[point], 0, slope, 0, slope.length);
    }

    /** Learns that the position is so far away that the density is 0. */
    void learnNothing() {
        logPrior = Double.NEGATIVE_INFINITY;
        logLikelihood = Double.NEGATIVE_INFINITY;
    }

    double logDensity() {
        return logPrior + logLikelihood;
    }

    /** Returns the total energy; infinite where the density is 0 or not a number. */
    double energy() {
        double energy = dot(momentum, velocity) / 2 - logDensity();
        return Double.isNaN(energy) ? Double.POSITIVE_INFINITY : energy;
    }

    /**
     * Begins a leapfrog step (Betancourt, arXiv:1701.02434, section 5.2): half of the change of the momentum, then the position.
     *
     * @param time negative to go backward
     */
    void leap(Metric metric, double time) {
        kick(time / 2);
        metric.velocity(momentum, velocity);
        for (int i = 0; i < position.length; i++) {
            position[i] += time * velocity[i];
        }
    }

    /** Ends a leapfrog step, once the slope at the new position is known. */
    void land(Metric metric, double time) {
        kick(time / 2);
        metric.velocity(momentum, velocity);
    }

    private void kick(double time) {
        for (int i = 0; i < momentum.length; i++) {
            momentum[i] += time * slope[i];
        }
    }

    boolean isPositionFinite() {
        double sum = 0;
        for (double each : position) {
            sum += 0 * each;
        }
        return sum == 0;
    }

    static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
