package org.deltaw.spi.backend;

import java.util.List;

/**
 * What happened in each step of one trajectory.
 *
 * @param outputs for each output of the program, a row of values per step
 * @param states for each state of the program, a row of values before each step and one more after the last
 * @param losses the loss of each step
 */
public record Simulation(List<double[]> outputs, List<double[]> states, double[] losses) {}
