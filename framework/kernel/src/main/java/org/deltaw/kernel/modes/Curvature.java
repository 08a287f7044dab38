package org.deltaw.kernel.modes;

import org.deltaw.kernel.sample.LogDensity;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;

/**
 * The curvature of a density where it is highest, by differences of its slopes.
 *
 * @param widths of the prior: nothing is known less than before the data
 */
record Curvature(LogDensity density, double[] widths) {
    /** Differences are taken over so much of a coordinate's deviation. */
    private static final double SHARE = 0.02;
    private static final double LEAST_CURVATURE = 1;

    /** Returns the inverse of the curvature at the end of a search, no wider than the prior in any direction. */
    double[][] inverse(Ascent end) {
        int size = widths.length;
        double[] steps = new double[size];
        double[][] points = new double[2 * size][];
        for (int i = 0; i < size; i++) {
            steps[i] = SHARE * Math.min(widths[i], Math.sqrt(end.inverse()[i][i]));
            points[2 * i] = end.point().clone();
            points[2 * i][i] += steps[i];
            points[2 * i + 1] = end.point().clone();
            points[2 * i + 1][i] -= steps[i];
        }
        double[][] slopes = density.gradients(points).slopes();
        double[][] scaled = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double second = (slopes[2 * i + 1][j] - slopes[2 * i][j]) / (2 * steps[i]) * widths[i] * widths[j] / 2;
                scaled[i][j] += Double.isFinite(second) ? second : 0;
                scaled[j][i] += Double.isFinite(second) ? second : 0;
            }
        }
        return inverse(scaled);
    }

    private double[][] inverse(double[][] scaled) {
        EigenDecompositionSymmetric decomposition = new EigenDecompositionSymmetric(new Array2DRowRealMatrix(scaled, false));
        int size = widths.length;
        RealMatrix inverse = new Array2DRowRealMatrix(size, size);
        for (int k = 0; k < size; k++) {
            inverse = inverse.add(decomposition.getEigenvector(k).outerProduct(decomposition.getEigenvector(k))
                    .scalarMultiply(1 / Math.max(LEAST_CURVATURE, decomposition.getEigenvalue(k))));
        }
        double[][] covariance = inverse.getData();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                covariance[i][j] *= widths[i] * widths[j];
            }
        }
        return covariance;
    }
}
