package org.deltaw.kernel.inference;

import java.util.stream.IntStream;
import org.deltaw.kernel.objective.Spectrum;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RealMatrix;

/**
 * Coordinates of some of the fitted numbers in which a matrix of second derivatives is the identity, without the directions that it
 * does not determine. Immutable.
 */
final class Whitening {
    private final int[] free;
    private final RealMatrix root;

    /**
     * Finds them.
     *
     * @param matrix by all numbers, positive semidefinite
     * @param free which of them are transformed
     * @param resolution the relative distance of the numbers that the matrix was computed with
     */
    Whitening(double[][] matrix, int[] free, double resolution) {
        this.free = free;
        this.root = free.length == 0 ? new Array2DRowRealMatrix(1, 1) : root(matrix, resolution);
    }

    /** Returns the matrix whose product with its own transpose is the inverse: a column for each direction. */
    private RealMatrix root(double[][] matrix, double resolution) {
        double[] scale = IntStream.of(free).mapToDouble(i -> Math.sqrt(matrix[i][i])).toArray();
        double[][] scaled = new double[free.length][free.length];
        for (int i = 0; i < free.length; i++) {
            for (int j = 0; j < free.length; j++) {
                scaled[i][j] = matrix[free[i]][free[j]] / (scale[i] * scale[j]);
            }
        }
        Spectrum spectrum = new Spectrum(scaled);
        int[] kept = IntStream.range(0, free.length)
                .filter(k -> spectrum.value(k) > Identifiability.threshold(resolution)).toArray();
        RealMatrix columns = new Array2DRowRealMatrix(free.length, Math.max(1, kept.length));
        for (int k = 0; k < kept.length; k++) {
            for (int i = 0; i < free.length; i++) {
                columns.setEntry(i, k, spectrum.vector(kept[k])[i] / Math.sqrt(spectrum.value(kept[k])) / scale[i]);
            }
        }
        return columns;
    }

    /** Returns a derivative by the numbers as one by the coordinates. */
    double[] derivative(double[] slope) {
        return root.preMultiply(IntStream.of(free).mapToDouble(i -> slope[i]).toArray());
    }

    /** Returns a matrix of products of derivatives, or of second derivatives, as one by the coordinates. */
    RealMatrix derivatives(double[][] matrix) {
        RealMatrix part = new Array2DRowRealMatrix(free.length, free.length);
        for (int i = 0; i < free.length; i++) {
            for (int j = 0; j < free.length; j++) {
                part.setEntry(i, j, matrix[free[i]][free[j]]);
            }
        }
        return root.transposeMultiply(part).multiply(root);
    }

    /** Returns a change of the coordinates as one of the numbers that are transformed, in their order. */
    double[] change(double[] coordinates) {
        return root.operate(coordinates);
    }

    /** Returns the standard deviation of each number that is transformed, given the covariance of the coordinates. */
    double[] deviations(RealMatrix covariance) {
        RealMatrix own = root.multiply(covariance).multiplyTransposed(root);
        return IntStream.range(0, free.length).mapToDouble(i -> Math.sqrt(Math.max(0, own.getEntry(i, i)))).toArray();
    }

    /** Returns the inverse of the matrix, of the numbers that are transformed. */
    RealMatrix inverse() {
        return root.multiplyTransposed(root);
    }
}
