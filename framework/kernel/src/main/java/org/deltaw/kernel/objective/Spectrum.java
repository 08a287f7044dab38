package org.deltaw.kernel.objective;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;

/**
 * The eigenvalues, in decreasing order, and unit eigenvectors of a matrix that is symmetric but for rounding, as sums and products of
 * curvatures are: its symmetric part is decomposed. Immutable.
 */
public final class Spectrum {
    private final EigenDecompositionSymmetric decomposition;

    /**
     * Decomposes a matrix.
     *
     * @param matrix square and finite, of one row at least; not kept
     */
    public Spectrum(double[][] matrix) {
        int size = matrix.length;
        double[][] symmetric = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                symmetric[i][j] = (matrix[i][j] + matrix[j][i]) / 2;
                symmetric[j][i] = symmetric[i][j];
            }
        }
        this.decomposition = new EigenDecompositionSymmetric(new Array2DRowRealMatrix(symmetric, false));
    }

    /** Returns the number of eigenvalues. */
    public int size() {
        return decomposition.getEigenvalues().length;
    }

    /** Returns an eigenvalue. */
    public double value(int index) {
        return decomposition.getEigenvalue(index);
    }

    /** Returns the largest eigenvalue. */
    public double largest() {
        return value(0);
    }

    /** Returns the unit eigenvector of an eigenvalue. */
    public double[] vector(int index) {
        return decomposition.getEigenvector(index).toArray();
    }

    /** Returns a matrix with the eigenvectors as columns, in the order of the eigenvalues. */
    public RealMatrix vectors() {
        return decomposition.getV();
    }
}
