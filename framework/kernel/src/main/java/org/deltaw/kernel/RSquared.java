package org.deltaw.kernel;

import java.util.Optional;

/**
 * The coefficient of determination R² of predicted columns (weights or activities, one column each, over
 * steps): {@code 1 - SSE/SST} about the column's own mean. A column that does not vary has 1 if it is
 * predicted exactly, else 0.
 *
 * @param perColumn one for each column
 * @param uniform their mean
 * @param varianceWeighted their mean weighted by SST; the plain mean if no column varies
 */
public record RSquared(double[] perColumn, double uniform, double varianceWeighted) {
    /**
     * Compares arrays of rows.
     *
     * @param actual row after row
     * @param predicted of the same length
     * @param columns the length of a row
     * @return nothing if there are fewer than two rows, for which R² is undefined
     */
    public static Optional<RSquared> of(double[] actual, double[] predicted, int columns) {
        int rows = actual.length / columns;
        if (rows < 2) {
            return Optional.empty();
        }
        double[] perColumn = new double[columns];
        double sum = 0;
        double weighted = 0;
        double totalVariation = 0;
        for (int column = 0; column < columns; column++) {
            double mean = 0;
            for (int row = 0; row < rows; row++) {
                mean += actual[row * columns + column] / rows;
            }
            double variation = 0;
            double error = 0;
            boolean constant = true;
            for (int row = 0; row < rows; row++) {
                double value = actual[row * columns + column];
                constant &= value == actual[column];
                variation += (value - mean) * (value - mean);
                error += Math.pow(value - predicted[row * columns + column], 2);
            }
            // The mean of equal numbers may differ from them by rounding.
            variation = constant ? 0 : variation;
            perColumn[column] = variation > 0 ? 1 - error / variation : error == 0 ? 1 : 0;
            sum += perColumn[column];
            weighted += variation * perColumn[column];
            totalVariation += variation;
        }
        double uniform = sum / columns;
        return Optional.of(
                new RSquared(perColumn, uniform, totalVariation > 0 ? weighted / totalVariation : uniform));
    }
}
