package org.deltaw.plugin.cmaes;

import java.util.Arrays;

/**
 * The constants of the strategy, which depend on the number of parameters and the size of a generation alone: Hansen, The CMA
 * evolution strategy: a tutorial, arXiv 1604.00772, equations 49 to 58 (table 1), with negative weights.
 */
final class Strategy {
    private final int population;
    private final double[] weights;
    private final double mass;
    private final double pathRate;
    private final double stepPathRate;
    private final double rankOneRate;
    private final double rankMuRate;
    private final double damping;
    private final double expectedLength;

    /**
     * Computes them.
     *
     * @param size the number of parameters, at least 1
     * @param population how many points a generation has
     */
    Strategy(int size, int population) {
        this.population = population;
        double[] raw = new double[population];
        Arrays.setAll(raw, i -> Math.log((population + 1) / 2.0) - Math.log(i + 1));
        int parents = population / 2;
        this.mass = mass(Arrays.copyOf(raw, parents));
        double ratio = mass / size;
        this.pathRate = (4 + ratio) / (size + 4 + 2 * ratio);
        this.stepPathRate = (mass + 2) / (size + mass + 5);
        this.rankOneRate = 2 / (Math.pow(size + 1.3, 2) + mass);
        this.rankMuRate = Math.min(1 - rankOneRate,
                2 * (0.25 + mass + 1 / mass - 2) / (Math.pow(size + 2, 2) + mass));
        this.damping = 1 + 2 * Math.max(0, Math.sqrt((mass - 1) / (size + 1)) - 1) + stepPathRate;
        this.expectedLength = Math.sqrt(size) * (1 - 1 / (4.0 * size) + 1 / (21.0 * size * size));
        double negativeMass = mass(Arrays.copyOfRange(raw, parents, population));
        double negative = Math.min(Math.min(1 + rankOneRate / rankMuRate, 1 + 2 * negativeMass / (mass + 2)),
                (1 - rankOneRate - rankMuRate) / (size * rankMuRate));
        this.weights = weights(raw, negative);
    }

    /** Returns the size of a generation that the tutorial recommends. */
    static int population(int size) {
        return 4 + (int) (3 * Math.log(size));
    }

    /** The variance effective selection mass. */
    private static double mass(double[] weights) {
        double sum = 0;
        double squares = 0;
        for (double weight : weights) {
            sum += weight;
            squares += weight * weight;
        }
        return sum * sum / squares;
    }

    /** Makes positive weights add up to 1, and negative ones to minus the number given. */
    private static double[] weights(double[] raw, double negative) {
        double positiveSum = Arrays.stream(raw).filter(weight -> weight > 0).sum();
        double negativeSum = -Arrays.stream(raw).filter(weight -> weight < 0).sum();
        return Arrays.stream(raw).map(weight ->
                weight >= 0 ? weight / positiveSum : weight * negative / negativeSum).toArray();
    }

    int population() {
        return population;
    }

    /** Returns the weight of the point of a rank, from 0 on; positive for the better half. */
    double weight(int rank) {
        return weights[rank];
    }

    double mass() {
        return mass;
    }

    /** The rate at which the path of the covariance matrix forgets: c_c. */
    double pathRate() {
        return pathRate;
    }

    /** The rate at which the path of the step size forgets: c_sigma. */
    double stepPathRate() {
        return stepPathRate;
    }

    double rankOneRate() {
        return rankOneRate;
    }

    double rankMuRate() {
        return rankMuRate;
    }

    double damping() {
        return damping;
    }

    /** The expected length of a vector of independent standard normal numbers. */
    double expectedLength() {
        return expectedLength;
    }
}
