package org.deltaw.kernel.inference;

import java.util.List;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.BoundsAndL1;

/**
 * Fitted numbers, and all that is needed to tell how far data determine them.
 *
 * @param names one for each
 * @param values of them
 * @param boundsAndL1 where what was minimised has no derivative
 * @param sample what was observed
 * @param prior what was minimised besides minus the log-likelihood, in nats: minus the logarithm of the prior; zeros if there is none
 * @param resolution the relative distance of the numbers that all was computed with
 */
public record Estimate(
        List<String> names, double[] values, BoundsAndL1 boundsAndL1, Sample sample, Answer prior, double resolution) {
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

    /** Returns a matrix by the numbers, with the curvature of the prior added. */
    double[][] withPrior(double[][] matrix) {
        double[][] sum = new double[size()][size()];
        for (int i = 0; i < size(); i++) {
            for (int j = 0; j < size(); j++) {
                sum[i][j] = matrix[i][j] + (prior.matrix()[i * size() + j] + prior.matrix()[j * size() + i]) / 2;
            }
        }
        return sum;
    }
}
