package org.deltaw.kernel.objective;

/**
 * The value of a loss with its derivative, by reverse mode, and its generalised Gauss-Newton matrix, by forward mode.
 *
 * @param gradient value and derivative
 * @param matrix row-major over the fitted numbers: of the misfits the generalised Gauss-Newton matrix, and of smooth
 *     penalties the second derivatives; absolute values have none
 */
public record Curvature(Gradient gradient, double[] matrix) {}
