package org.deltaw.kernel.inference;

/**
 * What one recording says of the fitted numbers, at their fitted values. Repetitions of a recording, with other noise or initial
 * weights, are one recording. The arrays are not copied and must not be changed.
 *
 * @param recording its name
 * @param subject whose it is
 * @param observations how many values were compared; repetitions count as one
 * @param weight by what its log-likelihood is multiplied in what was maximised, the sum over recordings: 1 if every observation counts
 *     alike
 * @param score the derivative of its log-likelihood by each fitted number, in nats; of a misfit that is no likelihood, of minus the misfit
 * @param information its Fisher information, or the negative of the second derivatives of its log-likelihood; symmetric
 */
public record RecordingScore(
        String recording, String subject, double observations, double weight, double[] score, double[][] information) {}
