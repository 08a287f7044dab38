package org.deltaw.kernel.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class SpectrumTest {
    /** What is left of products that cancel differs from one triangle to the other by far more than its last digits. */
    @Test
    void isOfTheSymmetricPartHoweverFarRoundingHasMovedSmallEntriesApart() {
        double[][] matrix = {{2, 1, 3e-17}, {1, 2, -1e-17}, {-4e-17, 5e-17, 5}};
        Spectrum spectrum = new Spectrum(matrix);
        assertEquals(3, spectrum.size());
        assertEquals(5, spectrum.largest(), 1e-14);
        assertEquals(3, spectrum.value(1), 1e-14);
        assertEquals(1, spectrum.value(2), 1e-14);
        assertEquals(0, rebuilt(spectrum).subtract(new Array2DRowRealMatrix(matrix)).getNorm1(), 1e-14);
        assertEquals(3e-17, matrix[0][2]);
    }

    @Test
    void takesTheMeanOfBothTriangles() {
        Spectrum spectrum = new Spectrum(new double[][] {{1, 0.2}, {0.4, 1}});
        assertEquals(1.3, spectrum.largest(), 1e-14);
        assertEquals(0.7, spectrum.value(1), 1e-14);
        assertEquals(spectrum.vector(0)[0], spectrum.vector(0)[1], 1e-14);
    }

    private static RealMatrix rebuilt(Spectrum spectrum) {
        RealMatrix sum = new Array2DRowRealMatrix(spectrum.size(), spectrum.size());
        for (int k = 0; k < spectrum.size(); k++) {
            RealMatrix column = MatrixUtils.createColumnRealMatrix(spectrum.vector(k));
            sum = sum.add(column.multiplyTransposed(column).scalarMultiply(spectrum.value(k)));
        }
        return sum;
    }
}
