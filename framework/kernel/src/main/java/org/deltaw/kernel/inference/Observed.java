package org.deltaw.kernel.inference;

import java.util.List;
import org.deltaw.kernel.likelihood.WeightedData;
import org.deltaw.kernel.model.Model;
import org.deltaw.kernel.model.TrajectoryVectors;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.loss.Loss;

/**
 * What statistics need of the misfits at given parameters: each trajectory's loss, gradient and matrix, how many values
 * it compares, and of which recording it is.
 *
 * @param misfits those that have a weight
 * @param evaluations one for each trajectory: the weighted sum over misfits of means over what each compares
 * @param vectors by which their derivatives belong to the fitted numbers
 * @param counts how many values each trajectory compares, in all misfits
 * @param shares of the trajectories in what was minimised
 * @param recordings for each recording, its trajectories
 */
public record Observed(List<Model.Term> misfits, List<Evaluation> evaluations, TrajectoryVectors vectors, double[] counts,
        double[] shares, List<List<Integer>> recordings) {
    public static Observed of(List<Model.Term> misfits, List<Evaluation> evaluations, TrajectoryVectors vectors, WeightedData data) {
        return new Observed(misfits, evaluations, vectors, data.counts(), data.shares(), data.recordings().members());
    }

    /** Returns on what standard errors can rest: several misfits together are no likelihood. */
    Uncertainty.Basis basis() {
        return misfits.size() > 1 ? Uncertainty.Basis.RECORDINGS : switch (misfits.getFirst().loss()) {
            case Loss.NegativeLogLikelihood _, Loss.NegativeLogDensity _ -> Uncertainty.Basis.LIKELIHOOD;
            case Loss.SquaredError _ -> Uncertainty.Basis.SQUARED_ERROR;
            case Loss.Misfit _, Loss.Penalty _, Loss.AbsoluteValues _ -> Uncertainty.Basis.RECORDINGS;
        };
    }

    /** Returns the weight of the only misfit. */
    private double weight() {
        return misfits.getFirst().weight();
    }

    /** Returns how many values are compared; the repetitions of a recording count as one. */
    double observations() {
        double total = 0;
        for (List<Integer> repetitions : recordings) {
            for (int i : repetitions) {
                total += counts[i] / repetitions.size();
            }
        }
        return total;
    }

    /** Returns the sum of the only misfit's costs over all that was observed; of the repetitions of a recording the mean. */
    double cost() {
        double total = 0;
        for (List<Integer> repetitions : recordings) {
            for (int i : repetitions) {
                total += evaluations.get(i).loss() * counts[i] / weight() / repetitions.size();
            }
        }
        return total;
    }

    /** Returns the matrix of the mean over trajectories. */
    double[][] matrix(int size) {
        return sum(size, shares);
    }

    /**
     * Returns the covariance that the gradient of the mean over trajectories has if the model of the noise holds.
     *
     * <p>The gradient of a cost has its Fisher information as covariance, which is the cost's matrix times a
     * dispersion; that of a trajectory's mean has it divided by the square of the count. Trajectories of one recording
     * are functions of the same noise, of covariance at most that of equal ones: {@code Var(sum of R) <= R sum of Var}.
     * There must be one misfit.
     *
     * @param dispersion 1 for a likelihood, twice the variance for a squared error
     */
    double[][] expectedScatter(int size, double dispersion) {
        double[] factors = new double[counts.length];
        for (List<Integer> repetitions : recordings) {
            for (int i : repetitions) {
                factors[i] = dispersion * repetitions.size() * weight() / counts[i] * shares[i] * shares[i];
            }
        }
        return sum(size, factors);
    }

    /**
     * Returns the covariance of the same gradient as the recordings' own scatter shows it, with the correction G / (G - 1)
     * for G of them (Liang and Zeger, Biometrika 73, 1986, with recordings as clusters).
     */
    double[][] observedScatter(int size) {
        int groups = recordings.size();
        double[][] scores = new double[groups][size];
        double[] mean = new double[size];
        for (int r = 0; r < groups; r++) {
            for (int i : recordings.get(r)) {
                double[] gradient = evaluations.get(i).gradient();
                int[] places = vectors.places(i);
                for (int k = 0; k < gradient.length; k++) {
                    scores[r][places[k]] += gradient[k] * shares[i];
                    mean[places[k]] += gradient[k] * shares[i] / groups;
                }
            }
        }
        double[][] scatter = new double[size][size];
        for (double[] score : scores) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    scatter[i][j] += (score[i] - mean[i]) * (score[j] - mean[j]) * groups / (groups - 1);
                }
            }
        }
        return scatter;
    }

    /** Adds up the trajectories' matrices, symmetric to the last bit. */
    private double[][] sum(int size, double[] factors) {
        double[][] sum = new double[size][size];
        for (int n = 0; n < factors.length; n++) {
            double[] matrix = evaluations.get(n).curvature();
            int[] places = vectors.places(n);
            int own = places.length;
            for (int i = 0; i < own; i++) {
                for (int j = 0; j < own; j++) {
                    sum[places[i]][places[j]] += factors[n] * ((matrix[i * own + j] + matrix[j * own + i]) / 2);
                }
            }
        }
        return sum;
    }
}
