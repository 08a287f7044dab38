package org.deltaw.kernel.evaluation;

import java.util.Arrays;
import java.util.Optional;

/**
 * The coefficient of determination R² of predicted columns (weights or activities, one column each, over
 * steps): {@code 1 - SSE/SST} about the column's own mean. A column that does not vary has 1 if it is
 * predicted exactly, else 0.
 *
 * @param perColumn one for each column; not a number for a column with fewer than two rows
 * @param uniform the mean of the others
 * @param varianceWeighted the mean of the others weighted by SST; the plain mean if no column varies
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
        double[] all = new double[actual.length];
        Arrays.fill(all, 1);
        return ofObserved(actual, predicted, all, columns);
    }

    /**
     * Compares those values of arrays of rows that were observed.
     *
     * @param actual row after row
     * @param predicted of the same length
     * @param observed of the same length: 1 where the actual value counts, 0 where it may be anything
     * @param columns the length of a row
     * @return nothing if no column has two rows, for then R² is undefined
     */
    public static Optional<RSquared> ofObserved(double[] actual, double[] predicted, double[] observed, int columns) {
        double[] perColumn = new double[columns];
        double sum = 0;
        double weighted = 0;
        double totalVariation = 0;
        int defined = 0;
        for (int column = 0; column < columns; column++) {
            Column one = Column.of(actual, predicted, observed, columns, column);
            perColumn[column] = one.value();
            if (one.rows() >= 2) {
                defined++;
                sum += one.value();
                weighted += one.variation() * one.value();
                totalVariation += one.variation();
            }
        }
        double uniform = sum / defined;
        return defined == 0 ? Optional.empty() : Optional.of(
                new RSquared(perColumn, uniform, totalVariation > 0 ? weighted / totalVariation : uniform));
    }

    /**
     * One column.
     *
     * @param variation the sum of squares about the mean
     * @param error the sum of squares of the prediction's errors
     */
    private record Column(int rows, double variation, double error) {
        static Column of(double[] actual, double[] predicted, double[] observed, int columns, int column) {
            int rows = 0;
            for (int i = column; i < actual.length; i += columns) {
                rows += observed[i] != 0 ? 1 : 0;
            }
            double mean = 0;
            double least = Double.POSITIVE_INFINITY;
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = column; i < actual.length; i += columns) {
                if (observed[i] != 0) {
                    mean += actual[i] / rows;
                    least = Math.min(least, actual[i]);
                    largest = Math.max(largest, actual[i]);
                }
            }
            double variation = 0;
            double error = 0;
            for (int i = column; i < actual.length; i += columns) {
                if (observed[i] != 0) {
                    variation += (actual[i] - mean) * (actual[i] - mean);
                    error += (actual[i] - predicted[i]) * (actual[i] - predicted[i]);
                }
            }
            // The mean of equal numbers may differ from them by rounding.
            return new Column(rows, least == largest ? 0 : variation, error);
        }

        double value() {
            return rows < 2 ? Double.NaN : variation > 0 ? 1 - error / variation : error == 0 ? 1 : 0;
        }
    }
}
