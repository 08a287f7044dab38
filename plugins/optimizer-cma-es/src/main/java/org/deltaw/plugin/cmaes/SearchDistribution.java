package org.deltaw.plugin.cmaes;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;

/**
 * The normal distribution from which a generation is drawn, and how it learns from one: Hansen, arXiv 1604.00772, figure 6. For
 * one thread.
 */
final class SearchDistribution {
    /** Rounding may leave a direction with a variance below 0. */
    private static final double LEAST_EIGENVALUE = 1e-300;

    private final Strategy strategy;
    private final double[] mean;
    private final double[] covariance;
    private final double[] path;
    private final double[] stepPath;
    private double stepSize;
    private double generation;
    private double[] roots = {};
    private RealMatrix directions = new Array2DRowRealMatrix();

    /**
     * A point of a generation.
     *
     * @param standard independent standard normal numbers
     * @param step the same in the scale of the covariance matrix: from the mean, in units of the step size
     */
    record Draw(double[] standard, double[] step) {}

    /**
     * All that it remembers; arrays are not copied.
     *
     * @param covariance row-major
     * @param path the evolution path of the covariance matrix
     * @param stepPath the evolution path of the step size
     * @param generation how many it has learnt from
     */
    record Memory(double[] mean, double[] covariance, double[] path, double[] stepPath, double stepSize, double generation) {
        /** Knows nothing yet. */
        static Memory begin(double[] mean, double stepSize) {
            int size = mean.length;
            double[] unit = new double[size * size];
            for (int i = 0; i < size; i++) {
                unit[i * size + i] = 1;
            }
            return new Memory(mean, unit, new double[size], new double[size], stepSize, 0);
        }
    }

    SearchDistribution(Strategy strategy, Memory memory) {
        this.strategy = strategy;
        this.mean = memory.mean().clone();
        this.covariance = memory.covariance().clone();
        this.path = memory.path().clone();
        this.stepPath = memory.stepPath().clone();
        this.stepSize = memory.stepSize();
        this.generation = memory.generation();
        decompose();
    }

    private void decompose() {
        int size = mean.length;
        RealMatrix matrix = new Array2DRowRealMatrix(size, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                matrix.setEntry(i, j, covariance[i * size + j]);
            }
        }
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(matrix);
        roots = Arrays.stream(eigen.getEigenvalues()).map(value -> Math.sqrt(Math.max(value, LEAST_EIGENVALUE))).toArray();
        directions = eigen.getV();
    }

    /** Draws a point. */
    Draw draw(RandomGenerator random) {
        double[] standard = new double[mean.length];
        Arrays.setAll(standard, _ -> random.nextGaussian());
        double[] scaled = standard.clone();
        for (int k = 0; k < scaled.length; k++) {
            scaled[k] *= roots[k];
        }
        return new Draw(standard, directions.operate(scaled));
    }

    /** Returns where a draw lies. */
    double[] point(Draw draw) {
        double[] point = mean.clone();
        for (int i = 0; i < point.length; i++) {
            point[i] += stepSize * draw.step()[i];
        }
        return point;
    }

    /** Learns from a generation. */
    void update(List<Draw> bestFirst) {
        int size = mean.length;
        double[] meanStep = new double[size];
        double[] meanStandard = new double[size];
        for (int rank = 0; rank < strategy.population() / 2; rank++) {
            addTo(meanStep, strategy.weight(rank), bestFirst.get(rank).step());
            addTo(meanStandard, strategy.weight(rank), bestFirst.get(rank).standard());
        }
        addTo(mean, stepSize, meanStep);
        double rate = strategy.stepPathRate();
        scale(stepPath, 1 - rate);
        addTo(stepPath, Math.sqrt(rate * (2 - rate) * strategy.mass()), directions.operate(meanStandard));
        double length = length(stepPath) / strategy.expectedLength();
        generation++;
        boolean stalls = length / Math.sqrt(1 - Math.pow(1 - rate, 2 * generation)) >= 1.4 + 2.0 / (size + 1);
        updateCovariance(bestFirst, meanStep, stalls);
        stepSize *= Math.exp(rate / strategy.damping() * (length - 1));
        decompose();
    }

    /** @param stalls whether the step size is growing so fast that the path of the covariance matrix waits */
    private void updateCovariance(List<Draw> bestFirst, double[] meanStep, boolean stalls) {
        double rate = strategy.pathRate();
        scale(path, 1 - rate);
        if (!stalls) {
            addTo(path, Math.sqrt(rate * (2 - rate) * strategy.mass()), meanStep);
        }
        double weights = 0;
        for (int rank = 0; rank < strategy.population(); rank++) {
            weights += strategy.weight(rank);
        }
        double kept = 1 - strategy.rankOneRate() - strategy.rankMuRate() * weights
                + (stalls ? strategy.rankOneRate() * rate * (2 - rate) : 0);
        scale(covariance, kept);
        addProduct(strategy.rankOneRate(), path);
        for (int rank = 0; rank < strategy.population(); rank++) {
            Draw draw = bestFirst.get(rank);
            double weight = strategy.weight(rank);
            double squared = Math.pow(length(draw.standard()), 2);
            addProduct(strategy.rankMuRate() * (weight >= 0 ? weight : weight * mean.length / squared), draw.step());
        }
    }

    private void addProduct(double factor, double[] vector) {
        int size = vector.length;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                // The product of the two first: it is the same for (i, j) and (j, i), so that the matrix stays symmetric to the last bit.
                covariance[i * size + j] += factor * (vector[i] * vector[j]);
            }
        }
    }

    private static void addTo(double[] sum, double factor, double[] vector) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * vector[i];
        }
    }

    private static void scale(double[] vector, double factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
    }

    private static double length(double[] vector) {
        return Math.sqrt(Arrays.stream(vector).map(value -> value * value).sum());
    }

    /** Returns the largest standard deviation along a parameter, or the path's largest step. */
    double largestDeviation() {
        double largest = 0;
        for (int i = 0; i < mean.length; i++) {
            double deviation = Math.max(Math.sqrt(Math.max(0, covariance[i * mean.length + i])), Math.abs(path[i]));
            largest = Math.max(largest, stepSize * deviation);
        }
        return largest;
    }

    /** Returns by how much the largest variance in a direction exceeds the least. */
    double condition() {
        double ratio = Arrays.stream(roots).max().orElse(1) / Arrays.stream(roots).min().orElse(1);
        return ratio * ratio;
    }

    Memory memory() {
        return new Memory(mean, covariance, path, stepPath, stepSize, generation);
    }
}
