package org.deltaw.kernel.minimise;

/**
 * One iteration of an optimizer: a pass over all trajectories, or a step with all of them at once.
 *
 * @param number counted from 1
 * @param loss of what was minimised, as the optimizer says: by Adam the mean over the pass, each trajectory at the parameters
 *     that it met; by Gauss-Newton after the step
 * @param parameters after the iteration
 */
public record Epoch(int number, double loss, double[] parameters) {}
