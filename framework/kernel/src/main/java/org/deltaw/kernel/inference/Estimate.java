package org.deltaw.kernel.inference;

import java.util.List;
import org.deltaw.kernel.separation.Limit;
import org.deltaw.kernel.separation.Separation;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.BoundsAndL1;

/**
 * Fitted numbers, and all that is needed to tell how far data determine them.
 *
 * @param names one for each
 * @param values of them
 * @param boundsAndL1 where what was minimised has no derivative
 * @param separation which of them have a finite best value
 * @param sample what was observed
 * @param prior what was minimised besides minus the log-likelihood, in nats: minus the logarithm of the prior; zeros if there is none
 * @param resolution the relative distance of the numbers that all was computed with
 */
public record Estimate(
        List<String> names, double[] values, BoundsAndL1 boundsAndL1, Separation separation, Sample sample, Answer prior,
        double resolution) {
    public Estimate {
        names = List.copyOf(names);
    }

    int size() {
        return values.length;
    }

    /** Returns the derivative of what was minimised, in nats. */
    double[] slope() {
        double[] slope = sample.score();
        for (int i = 0; i < slope.length; i++) {
            slope[i] = prior.gradient()[i] - slope[i];
        }
        return slope;
    }

    /** Tells whether a number has no finite best value. */
    boolean isSeparated(int index) {
        return separation.of(index) == Limit.INFINITE || separation.of(index) == Limit.MINUS_INFINITE;
    }

    /**
     * Returns what is known of the numbers, in nats: with priors, from them too. What runs to infinity leaves behind an information of
     * next to nothing, in which no direction means anything; it is left out.
     */
    double[][] information() {
        double[][] information = sample.basis() == Uncertainty.Basis.POSTERIOR ? withPrior(sample.information()) : sample.information();
        for (int i = 0; i < size(); i++) {
            for (int j = 0; j < size(); j++) {
                information[i][j] = isSeparated(i) || isSeparated(j) ? 0 : information[i][j];
            }
        }
        return information;
    }

    /** Returns a matrix by the numbers, with the curvature of the prior added. */
    double[][] withPrior(double[][] matrix) {
        return sum(matrix, prior);
    }

    /** Returns the sum of a matrix and the second derivatives of something that was minimised besides. */
    public static double[][] sum(double[][] matrix, Answer prior) {
        int size = matrix.length;
        double[][] sum = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                sum[i][j] = matrix[i][j] + (prior.matrix()[i * size + j] + prior.matrix()[j * size + i]) / 2;
            }
        }
        return sum;
    }
}
