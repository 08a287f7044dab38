package org.deltaw.kernel.evaluation;

import org.deltaw.kernel.data.Part;

/**
 * What a fitted model predicts of the choices of one trajectory.
 *
 * @param part the steps that count, and the trajectory
 * @param heldOut whether the rule was not fitted to these steps
 * @param logits for each step of the trajectory, also those that do not count, the logarithm of the odds of accepting
 */
public record ChoicePrediction(Part part, boolean heldOut, double[] logits) {}
