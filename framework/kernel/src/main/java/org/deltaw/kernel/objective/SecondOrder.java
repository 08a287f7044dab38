package org.deltaw.kernel.objective;

/**
 * The smooth part of an objective near a point: all but the prices on absolute values.
 *
 * @param value there
 * @param gradient its derivative
 * @param matrix the generalised Gauss-Newton matrix of the misfits plus the second derivatives of smooth penalties,
 *     row-major and symmetric
 */
public record SecondOrder(double value, double[] gradient, double[] matrix) {
    public boolean isFinite() {
        return Double.isFinite(value) && allFinite(gradient) && allFinite(matrix);
    }

    private static boolean allFinite(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
