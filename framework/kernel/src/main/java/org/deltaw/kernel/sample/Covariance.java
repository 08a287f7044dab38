package org.deltaw.kernel.sample;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;

/**
 * A covariance matrix C with its Cholesky factor L, {@code C = L L'}, L lower triangular. The correlations are decomposed and then scaled,
 * so that coordinates may differ by any factor. Immutable.
 */
public final class Covariance {
    /** By how much correlations are drawn towards 0, so that rounding makes no matrix indefinite. */
    private static final double SHRINKAGE = 1e-9;
    private static final double ASYMMETRY = 1e-6;

    private final double[][] matrix;
    private final double[][] factor;

    /**
     * Decomposes a matrix.
     *
     * @param matrix symmetric but for rounding; not kept
     * @throws org.hipparchus.exception.MathIllegalArgumentException if it is not positive definite
     */
    public Covariance(double[][] matrix) {
        int size = matrix.length;
        this.matrix = new double[size][];
        double[] deviations = new double[size];
        for (int i = 0; i < size; i++) {
            this.matrix[i] = matrix[i].clone();
            deviations[i] = Math.sqrt(matrix[i][i]);
        }
        double[][] correlations = correlations(matrix, deviations);
        factor = new CholeskyDecomposition(new Array2DRowRealMatrix(correlations, false), ASYMMETRY, 0).getL().getData();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                factor[i][j] *= deviations[i];
            }
        }
    }

    private Covariance(double[][] matrix, double[][] factor) {
        this.matrix = matrix;
        this.factor = factor;
    }

    /** Returns this matrix multiplied by a positive number. */
    public Covariance times(double number) {
        return new Covariance(scaled(matrix, number), scaled(factor, Math.sqrt(number)));
    }

    private static double[][] scaled(double[][] matrix, double number) {
        return Arrays.stream(matrix).map(row -> Arrays.stream(row).map(each -> number * each).toArray()).toArray(double[][]::new);
    }

    private static double[][] correlations(double[][] matrix, double[] deviations) {
        int size = matrix.length;
        double[][] correlations = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                double mean = (matrix[i][j] + matrix[j][i]) / 2;
                correlations[i][j] = (1 - SHRINKAGE) * mean / (deviations[i] * deviations[j]);
                correlations[j][i] = correlations[i][j];
            }
            correlations[i][i] = matrix[i][i] > 0 ? 1 : Double.NaN;
        }
        return correlations;
    }

    /** Returns the number of rows. */
    public int size() {
        return factor.length;
    }

    /** Returns an element. */
    public double get(int row, int column) {
        return matrix[row][column];
    }

    /** Returns {@code L z}, which for z of independent standard normal numbers has this covariance. */
    public double[] colored(double[] z) {
        double[] result = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            double sum = 0;
            for (int j = 0; j <= i; j++) {
                sum += factor[i][j] * z[j];
            }
            result[i] = sum;
        }
        return result;
    }

    /** Returns the inverse of {@code L'} times z, which for z of independent standard normal numbers has the inverse as covariance. */
    public double[] inverselyColored(double[] z) {
        double[] result = z.clone();
        for (int i = z.length - 1; i >= 0; i--) {
            for (int j = i + 1; j < z.length; j++) {
                result[i] -= factor[j][i] * result[j];
            }
            result[i] /= factor[i][i];
        }
        return result;
    }

    /** Returns the square of the Mahalanobis distance, {@code d' C^-1 d} for {@code d = to - from}. */
    public double squaredDistance(double[] from, double[] to) {
        double[] solved = new double[from.length];
        double sum = 0;
        for (int i = 0; i < from.length; i++) {
            double rest = to[i] - from[i];
            for (int j = 0; j < i; j++) {
                rest -= factor[i][j] * solved[j];
            }
            solved[i] = rest / factor[i][i];
            sum += solved[i] * solved[i];
        }
        return sum;
    }

    /** Returns the logarithm of the determinant of L, which is half of the matrix's. */
    public double halfLogDeterminant() {
        double sum = 0;
        for (int i = 0; i < factor.length; i++) {
            sum += Math.log(factor[i][i]);
        }
        return sum;
    }
}
