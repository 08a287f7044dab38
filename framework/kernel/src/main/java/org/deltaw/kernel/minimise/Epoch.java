package org.deltaw.kernel.minimise;

/**
 * One pass over all trajectories, or one step of a method that uses all of them at once.
 *
 * @param number counted from 1
 * @param loss of what was minimised: by Adam the mean over the pass, each trajectory at the parameters it met; by
 *     Gauss-Newton after the step
 * @param parameters after the pass
 */
public record Epoch(int number, double loss, double[] parameters) {}
