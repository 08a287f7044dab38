package org.deltaw.kernel;

/**
 * The value of a loss with its derivative, by reverse mode, and its generalised Gauss-Newton matrix, by forward mode.
 *
 * @param gradient value and derivative
 * @param matrix of the misfits, row-major over the fitted numbers; penalties add no curvature to it
 */
public record Curvature(Gradient gradient, double[] matrix) {}
