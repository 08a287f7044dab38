package org.deltaw.kernel.inference;

import java.util.List;

/**
 * What was observed, as statistics need it at the fitted values.
 *
 * @param basis what the recordings' scores are derivatives of
 * @param logLikelihood of all recordings, in nats; minus the sum of squares if that is the basis; not a number if there is neither
 * @param recordings at least one
 */
public record Sample(Uncertainty.Basis basis, double logLikelihood, List<RecordingScore> recordings) {
    public Sample {
        recordings = List.copyOf(recordings);
    }

    /** Returns how many values were compared. */
    double observations() {
        return recordings.stream().mapToDouble(RecordingScore::observations).sum();
    }

    /** Tells whether what was maximised is the log-likelihood: whether every observation counts alike. */
    boolean countsAlike() {
        return recordings.stream().allMatch(each -> Math.abs(each.weight() - 1) < 1e-9);
    }

    /** Returns the derivative of what was maximised. */
    double[] score() {
        return sumOfScores(recordings);
    }

    /** Returns minus the second derivatives of what was maximised. */
    public double[][] information() {
        return sumOfInformation(recordings, 1);
    }

    /**
     * Returns the covariance that the score has if the model of the noise holds: a recording's own is its information.
     *
     * @param dispersion 1 for a likelihood, twice the variance for a squared error
     */
    double[][] expectedScatter(double dispersion) {
        double[][] scatter = sumOfInformation(recordings, 2);
        for (double[] row : scatter) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= dispersion;
            }
        }
        return scatter;
    }

    /** Adds up the weighted scores of some recordings. */
    static double[] sumOfScores(List<RecordingScore> recordings) {
        double[] sum = new double[recordings.getFirst().score().length];
        for (RecordingScore each : recordings) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += each.weight() * each.score()[i];
            }
        }
        return sum;
    }

    /**
     * Adds up the information of some recordings.
     *
     * @param power of the weight by which each is multiplied
     */
    static double[][] sumOfInformation(List<RecordingScore> recordings, int power) {
        int size = recordings.getFirst().score().length;
        double[][] sum = new double[size][size];
        for (RecordingScore each : recordings) {
            double share = Math.pow(each.weight(), power);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    sum[i][j] += share * each.information()[i][j];
                }
            }
        }
        return sum;
    }
}
