package org.deltaw.kernel;

/**
 * One pass over all trajectories.
 *
 * @param number counted from 1
 * @param loss the mean over the pass of what was minimised, each trajectory at the parameters it met
 * @param parameters after the pass
 */
public record Epoch(int number, double loss, double[] parameters) {}
