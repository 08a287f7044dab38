package org.deltaw.kernel.evaluation;

import org.deltaw.kernel.data.Part;

/**
 * What a fitted model predicts of one observable in one trajectory.
 *
 * @param part the steps that count, and the trajectory
 * @param heldOut whether the rule was not fitted to these steps
 * @param values what the network shows in each step of the trajectory, also in those that do not count: as many numbers a step as
 *     the observable has, such as one for the logarithm of the odds of accepting, or one for each recorded neuron
 */
public record Prediction(Part part, boolean heldOut, double[] values) {}
