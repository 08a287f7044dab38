package org.deltaw.kernel.hamiltonian;

import java.util.random.RandomGenerator;
import org.deltaw.kernel.sample.Covariance;

/**
 * The Euclidean metric of Hamiltonian dynamics (Betancourt, "A Conceptual Introduction to Hamiltonian Monte Carlo", arXiv:1701.02434,
 * section 4.2.1): momenta are normal with the mass matrix M as covariance, and the kinetic energy is {@code p' M^-1 p / 2}. The inverse of
 * M is an estimate of the covariance of the density, block by block. Immutable.
 */
final class Metric {
    private final int size;
    private final int[][] coordinates;
    private final Covariance[] covariances;
    /** Of each coordinate that is a block of its own its variance, and 0 of any other. */
    private final double[] variances;

    /**
     * Takes the inverse of a mass matrix.
     *
     * @param elements the lower triangles of all blocks, row by row
     */
    Metric(Blocks blocks, double[] elements) {
        this.size = blocks.size();
        this.variances = new double[size];
        this.coordinates = blocks.blocks().stream().filter(block -> block.length > 1).toArray(int[][]::new);
        this.covariances = new Covariance[coordinates.length];
        int next = 0;
        int dense = 0;
        for (int[] block : blocks.blocks()) {
            if (block.length == 1) {
                variances[block[0]] = elements[next];
            } else {
                covariances[dense++] = new Covariance(square(block.length, elements, next));
            }
            next += block.length * (block.length + 1) / 2;
        }
    }

    private static double[][] square(int size, double[] elements, int offset) {
        double[][] square = new double[size][size];
        int next = offset;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                square[i][j] = elements[next];
                square[j][i] = elements[next++];
            }
        }
        return square;
    }

    /** Returns the lower triangles of the identity matrix. */
    static double[] identity(Blocks blocks) {
        double[] elements = new double[blocks.elements()];
        int next = 0;
        for (int[] block : blocks.blocks()) {
            for (int i = 0; i < block.length; i++) {
                next += i + 1;
                elements[next - 1] = 1;
            }
        }
        return elements;
    }

    /** Draws a momentum. */
    void drawMomentum(RandomGenerator random, double[] momentum) {
        for (int i = 0; i < size; i++) {
            momentum[i] = random.nextGaussian();
            if (variances[i] > 0) {
                momentum[i] /= Math.sqrt(variances[i]);
            }
        }
        for (int k = 0; k < coordinates.length; k++) {
            int[] block = coordinates[k];
            double[] z = new double[block.length];
            for (int i = 0; i < block.length; i++) {
                z[i] = momentum[block[i]];
            }
            double[] drawn = covariances[k].inverselyColored(z);
            for (int i = 0; i < block.length; i++) {
                momentum[block[i]] = drawn[i];
            }
        }
    }

    /** Computes the velocity of a momentum, {@code M^-1 p}. */
    void velocity(double[] momentum, double[] velocity) {
        for (int i = 0; i < size; i++) {
            velocity[i] = variances[i] * momentum[i];
        }
        for (int k = 0; k < coordinates.length; k++) {
            multiply(covariances[k], coordinates[k], momentum, velocity);
        }
    }

    private static void multiply(Covariance covariance, int[] block, double[] momentum, double[] velocity) {
        for (int i = 0; i < block.length; i++) {
            double sum = 0;
            for (int j = 0; j < block.length; j++) {
                sum += covariance.get(i, j) * momentum[block[j]];
            }
            velocity[block[i]] = sum;
        }
    }
}
