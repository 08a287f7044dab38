package org.deltaw.kernel.particles;

import java.util.List;
import java.util.random.RandomGenerator;

/** A mixture of multivariate t-distributions. Immutable. */
final class StudentMixture {
    private final List<StudentT> components;
    private final double[] cumulated;
    private final double[] logWeights;

    /**
     * Mixes distributions.
     *
     * @param weights that add up to 1
     */
    StudentMixture(List<StudentT> components, double[] weights) {
        this.components = components;
        this.cumulated = new double[weights.length];
        this.logWeights = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            cumulated[i] = sum;
            logWeights[i] = Math.log(weights[i]);
        }
    }

    double logDensity(double[] point) {
        double[] logs = new double[logWeights.length];
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < logs.length; i++) {
            logs[i] = logWeights[i] + components.get(i).logDensity(point);
            largest = Math.max(largest, logs[i]);
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - largest);
        }
        return largest + Math.log(sum);
    }

    double[] draw(RandomGenerator random) {
        double chance = random.nextDouble();
        int chosen = 0;
        while (chosen < cumulated.length - 1 && chance >= cumulated[chosen]) {
            chosen++;
        }
        return components.get(chosen).draw(random);
    }

    /** Returns the component that is densest at a point, whatever it weighs. */
    int densest(double[] point) {
        int densest = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < logWeights.length; i++) {
            double log = components.get(i).logDensity(point);
            if (log > highest) {
                highest = log;
                densest = i;
            }
        }
        return densest;
    }

    /** Returns the logarithm of the sum of two numbers, each multiplied, of which the logarithms are given. */
    static double logSum(double factor, double log, double otherFactor, double otherLog) {
        double larger = Math.max(log, otherLog);
        return larger + Math.log(factor * Math.exp(log - larger) + otherFactor * Math.exp(otherLog - larger));
    }
}
