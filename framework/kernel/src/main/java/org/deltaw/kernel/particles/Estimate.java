package org.deltaw.kernel.particles;

/**
 * A number and its standard error.
 *
 * @param error by the spread of independent runs
 */
public record Estimate(double value, double error) {}
