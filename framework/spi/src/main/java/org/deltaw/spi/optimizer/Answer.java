package org.deltaw.spi.optimizer;

/**
 * The smooth part of an objective at a point: all but the absolute values that {@link BoundsAndL1} weighs. What was not wanted
 * is empty.
 *
 * @param value there; of one trajectory or the mean over all, with the smooth penalties
 * @param gradient its derivative with respect to each fitted number
 * @param matrix the generalised Gauss-Newton matrix of the misfits (Schraudolph, Neural Computation 14, 2002) plus the second
 *     derivatives of smooth penalties; row-major and symmetric
 */
public record Answer(double value, double[] gradient, double[] matrix) {
    /** Tells whether all that is there is finite. */
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
